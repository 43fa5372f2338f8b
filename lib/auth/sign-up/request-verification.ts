import type { Context } from "@/lib/access/context";
import { parseInput } from "@/lib/platform/parse-input";
import { AddressInput } from "../account-schema";
import { requestMail } from "../mails/request-mail";
import { isWithinLimit, limitClient } from "../sign-in/limit-requests";

/**
 * Mails the link once more that verifies an account's address. The answer is the same for an address that has no account, that is
 * verified already, or that was mailed too often.
 * @throws AppError BAD_REQUEST for what is no address, RATE_LIMITED for a client that tries too often.
 */
export async function requestVerification(
  ctx: Pick<Context, "db" | "clock" | "client">,
  input: unknown,
): Promise<void> {
  const { email } = parseInput(AddressInput, input);
  await limitClient(ctx, "verification by client");
  if (!(await isWithinLimit(ctx, "verification by address", email))) return;
  await ctx.db.auth((tx) => requestMail(tx, { kind: "verify-address", email }));
}
