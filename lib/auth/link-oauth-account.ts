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
    const { provider, providerAccountId } = profile;
    const rows = await tx.prisma.oauthAccount.findMany({
      where: { provider, OR: [{ providerAccountId }, { userId }] },
      select: { userId: true, providerAccountId: true },
    });
    if (rows.some((row) => row.userId !== userId)) throw new OauthRefused("LinkedElsewhere");
    if (rows.some((row) => row.providerAccountId !== providerAccountId)) throw new OauthRefused("AlreadyLinked");
    const { count } = await tx.prisma.oauthAccount.createMany({
      data: { provider, providerAccountId, userId, email },
      skipDuplicates: true,
    });
    // Of two accounts of one provider that are linked at the same moment, the first stays.
    if (count === 0 && rows.length === 0) throw new OauthRefused("AlreadyLinked");
    if (count === 1) await tellOwner(tx, userId, "provider-linked");
  });
}
