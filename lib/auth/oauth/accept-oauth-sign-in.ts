import "server-only";
import { headers } from "next/headers";
import type { Account, Profile, User } from "next-auth";
import { getDatabase } from "@/lib/db/get-database";
import { systemClock } from "@/lib/platform/clock";
import { getLogger } from "@/lib/platform/logger";
import type { Visitor } from "../sessions/resolve-session";
import { clientOf } from "../sign-in/client-of";
import { takeLinkTicket } from "./link-cookie";
import { linkOauthAccount } from "./link-oauth-account";
import type { LinkTicket } from "./link-ticket";
import { OauthRefused } from "./oauth-errors";
import { OauthProfile, saysVerified } from "./oauth-profile";
import { type SignedInWithOauth, signInWithOauth } from "./sign-in-with-oauth";

/** What next-auth has learned from a provider. */
type OauthAnswer = { user: User; account: Account; claims: Profile | undefined };
type Accepted = { session: SignedInWithOauth } | { redirectTo: string };

/**
 * Handles a sign-in with a provider: opens a session, or links the account if linking was requested. A refusal is passed as a code in the
 * address of the page that shows its message.
 */
export async function acceptOauthSignIn(
  findVisitor: () => Promise<Visitor>,
  { user, account, claims }: OauthAnswer,
): Promise<Accepted> {
  const ticket = await takeLinkTicket();
  const isLinking = ticket?.provider === account.provider;
  try {
    const profile = OauthProfile.parse({
      provider: account.provider,
      providerAccountId: account.providerAccountId,
      email: user.email,
      isEmailVerified: saysVerified(claims && "email_verified" in claims ? claims.email_verified : false),
      name: user.name,
    });
    if (ticket && isLinking) return { redirectTo: await link(await findVisitor(), ticket, profile) };
    const process = { db: getDatabase(), clock: systemClock };
    return { session: await signInWithOauth(process, profile, clientOf(Object.fromEntries(await headers()))) };
  } catch (error) {
    const word = error instanceof OauthRefused ? error.refusal : "Callback";
    if (word === "Callback") getLogger().error({ err: error }, "Signing in with a provider failed");
    return { redirectTo: withParameter(ticket && isLinking ? ticket.returnTo : "/sign-in", "error", word) };
  }
}

async function link({ state, ctx }: Visitor, ticket: LinkTicket, profile: OauthProfile): Promise<string> {
  // The signed-in user must be the one who started linking, or the account would be linked to the next user of this browser.
  if (state !== "signed_in" || ctx?.actor.userId !== ticket.userId) throw new OauthRefused("LinkExpired");
  await linkOauthAccount(ctx, profile, ticket.ticketId);
  return withParameter(ticket.returnTo, "linked", profile.provider);
}

function withParameter(path: string, name: string, value: string): string {
  const url = new URL(path, "http://own.invalid");
  url.searchParams.set(name, value);
  return `${url.pathname}${url.search}${url.hash}`;
}
