import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { oneOf } from "@/lib/platform/one-of";
import { type OauthProvider, oauthProviders } from "./auth-provider";

export type LinkedAccount = { provider: OauthProvider; email: string; linkedAt: Date; lastUsedAt: Date | null };

/** The accounts of other providers with which the signed-in person may sign in, in the order of linking. */
export async function listLinkedAccounts(ctx: Context): Promise<LinkedAccount[]> {
  const { userId } = requirePermission(ctx, "account.read");
  const accounts = await ctx.db.tenant(userId, (tx) =>
    tx.prisma.oauthAccount.findMany({
      where: { userId },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: { provider: true, email: true, createdAt: true, lastUsedAt: true },
    }),
  );
  return accounts.map(({ provider, email, createdAt, lastUsedAt }) => ({
    provider: oneOf(oauthProviders, provider),
    email,
    linkedAt: createdAt,
    lastUsedAt,
  }));
}
