import type { Context } from "@/lib/access/context";
import { parseInput } from "@/lib/platform/parse-input";
import { AddressInput } from "../account-schema";
import { requestMail } from "../mails/request-mail";
import { isWithinLimit, limitClient } from "../sign-in/limit-requests";

/**
 * Mails a link for a new password, also to users who have none because they sign in with a provider. The response and its time are the same
 * for an address that has no account or was mailed too often.
 * @throws AppError BAD_REQUEST for what is no address, RATE_LIMITED for a client that tries too often.
 */
export async function requestPasswordReset(
  ctx: Pick<Context, "db" | "clock" | "client">,
  input: unknown,
): Promise<void> {
  const { email } = parseInput(AddressInput, input);
  await limitClient(ctx, "reset by client");
  const mayMail = await isWithinLimit(ctx, "reset by address", email);
  await ctx.db.auth(async (tx) => {
    await tx.prisma.passwordResetAttempt.create({
      data: { email, ipAddress: ctx.client?.ipAddress ?? null, attemptedAt: ctx.clock.now(), success: false },
      select: { id: true },
    });
    if (mayMail) await requestMail(tx, { kind: "reset-password", email });
  });
}
