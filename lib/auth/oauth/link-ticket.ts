import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { randomId } from "@/lib/platform/ids";
import { oauthProviders } from "./auth-provider";
import { OauthRefused } from "./oauth-errors";

/** Long enough to sign in at the provider. */
export const linkTicketSeconds = 600;

/** Differs from the salt of next-auth's cookies, so that neither is accepted as the other. */
const salt = "callwright.link";

const LinkTicket = z.object({
  ticketId: z.string().min(16),
  userId: z.uuid(),
  provider: z.enum(oauthProviders),
  returnTo: z.string(),
});
/** A signed-in user's request to link a provider's account, which their browser carries to the provider and back. */
export type LinkTicket = z.infer<typeof LinkTicket>;

export function sealLinkTicket(ticket: Omit<LinkTicket, "ticketId">, secret: string): Promise<string> {
  return encode({ token: { ...ticket, ticketId: randomId() }, secret, salt, maxAge: linkTicketSeconds });
}

/** The link request; null if it has expired or was not sealed by this installation. */
export async function openLinkTicket(sealed: string, secret: string): Promise<LinkTicket | null> {
  const payload = await decode({ token: sealed, secret, salt }).catch(() => null);
  return LinkTicket.safeParse(payload).data ?? null;
}

/** @throws OauthRefused LinkExpired for a ticket that has been used. */
export async function spendLinkTicket(ctx: Pick<Context, "db" | "clock">, ticketId: string): Promise<void> {
  const forgetAtMs = ctx.clock.now().getTime() + 2 * linkTicketSeconds * 1000;
  const isFirst = await ctx.db.auth(async (tx) => {
    const { count } = await tx.prisma.rateLimit.createMany({
      data: { key: `link-ticket:${ticketId}`, points: 1, expire: forgetAtMs },
      skipDuplicates: true,
    });
    return count === 1;
  });
  if (!isFirst) throw new OauthRefused("LinkExpired");
}
