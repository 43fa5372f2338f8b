import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { notifyOwner } from "../mails/notify-owner";
import { spendLinkTicket } from "./link-ticket";
import { OauthRefused } from "./oauth-errors";
import { OauthProfile } from "./oauth-profile";
import { holdProviderAccount } from "./sign-in-with-oauth";

/**
 * Links a provider's account to the signed-in user, for future sign-ins.
 * @param ticketId of the request to link, which works once.
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
    if (count === 1) await notifyOwner(tx, userId, "provider-linked");
  });
}
