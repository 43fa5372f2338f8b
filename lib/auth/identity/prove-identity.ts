import type { TenantContext } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { requirePassword } from "../passwords/require-password";
import { ProveIdentityInput } from "../schema";
import { withSecondFactor } from "../second-factor/with-second-factor";

/**
 * Proves again who holds this session, by the password or by a code of the second factor; a wrong one counts as a failed sign-in.
 * @throws AppError BAD_REQUEST with the field `password` or `code`, RATE_LIMITED after too many tries, PROOF_REQUIRED for somebody who has
 * neither and signs in through a provider alone.
 */
export async function proveIdentity(ctx: TenantContext, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "account.update");
  const { password = "", code = "" } = parseInput(ProveIdentityInput, input);
  const note = (tx: Transaction) =>
    tx.prisma.userSession.updateMany({
      where: { id: ctx.sessionId, userId, isActive: true },
      data: { provedAt: ctx.clock.now() },
    });
  if (code !== "") {
    await withSecondFactor(ctx, code, note);
    return;
  }
  const { passwordHash } = await requirePassword(ctx, { password });
  if (passwordHash === null) throw new AppError("PROOF_REQUIRED", "Sign in with your provider once more to go on.");
  await ctx.db.auth(note);
}
