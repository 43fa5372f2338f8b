import "server-only";
import { headers } from "next/headers";
import type { Account, Profile, User } from "next-auth";
import { getDatabase } from "@/lib/db/get-database";
import { systemClock } from "@/lib/platform/clock";
import { getLogger } from "@/lib/platform/logger";
import { clientOf } from "./client-of";
import { takeLinkTicket } from "./link-cookie";
import { linkOauthAccount } from "./link-oauth-account";
import type { LinkTicket } from "./link-ticket";
import { OauthRefused } from "./oauth-errors";
import { OauthProfile, saysVerified } from "./oauth-profile";
import { renewedVisitor } from "./require-tenant-context";
import { type SignedInWithOauth, signInWithOauth } from "./sign-in-with-oauth";

type Accepted = { session: SignedInWithOauth } | { redirectTo: string };

/**
 * What becomes of a person whom a provider has signed in: a session of ours, or the account linked that they asked to link.
 * A refusal travels as a word in the address of the page that shows its sentence.
 */
export async function acceptOauthSignIn(user: User, account: Account, claims: Profile | undefined): Promise<Accepted> {
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
    if (ticket && isLinking) return { redirectTo: await link(ticket, profile) };
    const process = { db: getDatabase(), clock: systemClock };
    return { session: await signInWithOauth(process, profile, clientOf(Object.fromEntries(await headers()))) };
  } catch (error) {
    const word = error instanceof OauthRefused ? error.refusal : "Callback";
    if (word === "Callback") getLogger().error({ err: error }, "Signing in with a provider failed");
    return { redirectTo: withParameter(ticket && isLinking ? ticket.returnTo : "/sign-in", "error", word) };
  }
}

async function link(ticket: LinkTicket, profile: OauthProfile): Promise<string> {
  const { state, ctx } = await renewedVisitor();
  // Whoever is signed in now must be who asked, or a stranger's account would be linked to whoever sits here next.
  if (state !== "signed_in" || ctx?.actor.userId !== ticket.userId) throw new OauthRefused("LinkExpired");
  await linkOauthAccount(ctx, profile, ticket.ticketId);
  return withParameter(ticket.returnTo, "linked", profile.provider);
}

function withParameter(path: string, name: string, value: string): string {
  const url = new URL(path, "http://own.invalid");
  url.searchParams.set(name, value);
  return `${url.pathname}${url.search}${url.hash}`;
}
