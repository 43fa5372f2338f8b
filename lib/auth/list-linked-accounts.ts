import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import type { OauthProvider } from "./auth-provider";

export type LinkedAccount = { provider: OauthProvider; email: string; linkedAt: Date; lastUsedAt: Date | null };

/** The accounts of other providers with which the signed-in person may sign in, in the order of linking. */
export async function listLinkedAccounts(ctx: Context): Promise<LinkedAccount[]> {
  const { userId } = requirePermission(ctx, "account.read");
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<LinkedAccount>(
      `SELECT provider, email, created_at AS "linkedAt", last_used_at AS "lastUsedAt"
       FROM oauth_accounts WHERE user_id = $1 ORDER BY created_at, id`,
      [userId],
    );
    return rows;
  });
}
