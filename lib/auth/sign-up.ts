import type { Context } from "@/lib/db/context";
import { countryOfZone } from "@/lib/platform/countries";
import { newId } from "@/lib/platform/ids";
import { parseInput } from "@/lib/platform/parse-input";
import { SignUpInput } from "./account-schema";
import { hashPassword } from "./hash-password";
import { isWithinLimit, limitClient } from "./limit-requests";
import { requestMail } from "./request-mail";
import { requireStrongPassword } from "./require-strong-password";

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
    const { rowCount } = await tx.query(
      `INSERT INTO users (id, email, name, password_hash, password_changed_at, email_verified, auth_provider, timezone, country)
       VALUES ($1, $2, $3, $4, $5, false, 'email', CASE WHEN is_time_zone($6) THEN $6 ELSE 'UTC' END, $7)
       ON CONFLICT (email) DO NOTHING`,
      [newId(), email, name, passwordHash, ctx.clock.now(), timezone, countryOfZone(timezone)],
    );
    if (mayMail) await requestMail(tx, { kind: rowCount === 1 ? "verify-address" : "address-taken", email });
  });
}
