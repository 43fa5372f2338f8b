import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { spendLinkTicket } from "./link-ticket";
import { OauthRefused } from "./oauth-errors";
import { OauthProfile } from "./oauth-profile";
import { holdProviderAccount } from "./sign-in-with-oauth";
import { tellOwner } from "./tell-owner";

/**
 * Lets the signed-in person sign in with an account of another provider from now on.
 * @param ticketId of the wish to link, which is worth one try.
 * @throws OauthRefused LinkExpired for a ticket that was used before, AddressUnverified, LinkedElsewhere, AlreadyLinked.
 */
export async function linkOauthAccount(ctx: Context, input: unknown, ticketId: string): Promise<void> {
  const { userId } = requirePermission(ctx, "account.update");
  const profile = OauthProfile.parse(input);
  // A transaction of its own: a refused try has used the ticket up as well.
  await spendLinkTicket(ctx, ticketId);
  const { email } = profile;
  if (!profile.isEmailVerified || !email) throw new OauthRefused("AddressUnverified");
  await ctx.db.auth(async (tx) => {
    await holdProviderAccount(tx, profile);
    const key = [profile.provider, profile.providerAccountId];
    const { rows } = await tx.query<{ user_id: string; provider_account_id: string }>(
      `SELECT user_id, provider_account_id FROM oauth_accounts
       WHERE provider = $1 AND (provider_account_id = $2 OR user_id = $3)`,
      [...key, userId],
    );
    if (rows.some((row) => row.user_id !== userId)) throw new OauthRefused("LinkedElsewhere");
    if (rows.some((row) => row.provider_account_id !== profile.providerAccountId))
      throw new OauthRefused("AlreadyLinked");
    const { rowCount } = await tx.query(
      `INSERT INTO oauth_accounts (provider, provider_account_id, user_id, email) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [...key, userId, email],
    );
    // Of two accounts of one provider that are linked at the same moment, the first stays.
    if (rowCount === 0 && rows.length === 0) throw new OauthRefused("AlreadyLinked");
    if (rowCount === 1) await tellOwner(tx, userId, "provider-linked");
  });
}
