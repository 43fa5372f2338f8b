import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { oneOf } from "@/lib/platform/one-of";
import { type OauthProvider, oauthProviders } from "../oauth/auth-provider";

/** How somebody may prove again who they are; with neither password nor second factor, by signing in with one of the providers. */
export type ProofMethods = {
  email: string;
  hasPassword: boolean;
  hasSecondFactor: boolean;
  providers: OauthProvider[];
};

/** How the signed-in user may prove again who they are. */
export async function getProofMethods(ctx: Context): Promise<ProofMethods> {
  const { userId } = requirePermission(ctx, "account.read");
  const account = await ctx.db.auth((tx) =>
    tx.prisma.user.findUnique({
      where: { id: userId },
      select: {
        email: true,
        passwordHash: true,
        secondFactor: { select: { confirmedAt: true } },
        oauthAccounts: { select: { provider: true }, orderBy: { createdAt: "asc" } },
      },
    }),
  );
  if (!account) throw new AppError("NOT_FOUND", "This account no longer exists.");
  return {
    email: account.email,
    hasPassword: account.passwordHash !== null,
    hasSecondFactor: account.secondFactor?.confirmedAt != null,
    providers: account.oauthAccounts.map(({ provider }) => oneOf(oauthProviders, provider)),
  };
}
