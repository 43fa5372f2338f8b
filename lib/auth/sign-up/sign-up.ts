import { sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { countryOfZone } from "@/lib/platform/countries";
import { newId } from "@/lib/platform/ids";
import { parseInput } from "@/lib/platform/parse-input";
import { SignUpInput } from "../account-schema";
import { requestMail } from "../mails/request-mail";
import { hashPassword } from "../passwords/hash-password";
import { requireStrongPassword } from "../passwords/require-strong-password";
import { isWithinLimit, limitClient } from "../sign-in/limit-requests";

/**
 * Makes an account whose address is still to be verified, and mails its owner. An address that has an account already is answered
 * in the same way and time, and its owner is mailed so instead.
 * @throws AppError BAD_REQUEST with a sentence for each wrong field, RATE_LIMITED for a client that tries too often.
 */
export async function signUp(ctx: Pick<Context, "db" | "clock" | "client">, input: unknown): Promise<void> {
  const { name, email, password, timezone } = parseInput(SignUpInput, input);
  await limitClient(ctx, "sign-up by client");
  await requireStrongPassword(ctx, password, { name, email });
  const mayMail = await isWithinLimit(ctx, "sign-up by address", email);
  const passwordHash = await hashPassword(password);
  await ctx.db.auth(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx.kysely
      .insertInto("users")
      .values({
        id: newId(),
        email,
        name,
        password_hash: passwordHash,
        password_changed_at: ctx.clock.now(),
        email_verified: false,
        auth_provider: "email",
        timezone: sql<string>`CASE WHEN is_time_zone(${timezone}) THEN ${timezone} ELSE 'UTC' END`,
        country: countryOfZone(timezone),
      })
      .onConflict((conflict) => conflict.column("email").doNothing())
      .executeTakeFirstOrThrow();
    if (mayMail)
      await requestMail(tx, { kind: numInsertedOrUpdatedRows === 1n ? "verify-address" : "address-taken", email });
  });
}
