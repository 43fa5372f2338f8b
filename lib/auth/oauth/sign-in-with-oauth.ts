import type { Client, Context } from "@/lib/access/context";
import type { Transaction } from "@/lib/db/transaction";
import { endSessions } from "../sessions/end-sessions";
import { openSession } from "../sessions/open-session";
import { verifyOwner } from "../sign-up/verify-owner";
import { OauthRefused } from "./oauth-errors";
import { OauthProfile } from "./oauth-profile";

/** `session` is whatever `openSession` gives a browser to hold. */
export type SignedInWithOauth = { userId: string; session: Awaited<ReturnType<typeof openSession>> };

type Profile = ReturnType<typeof OauthProfile.parse>;

/**
 * Opens a session for a user whom a provider has signed in: in the linked account, or in a new one with the provider's address. An account
 * is never linked silently because its address is the same.
 * @throws OauthRefused AccountClosed, AddressUnverified, AddressTaken.
 */
export async function signInWithOauth(
  ctx: Pick<Context, "db" | "clock">,
  input: unknown,
  client: Client,
): Promise<SignedInWithOauth> {
  const profile = OauthProfile.parse(input);
  const now = ctx.clock.now();
  return ctx.db.auth(async (tx) => {
    await holdProviderAccount(tx, profile);
    const userId = (await findLinkedUser(tx, profile, now)) ?? (await createUser(tx, profile, now));
    return { userId, session: await openSession(tx, { userId, provider: profile.provider, client, now }) };
  });
}

/** Two simultaneous first sign-ins create one account: the second waits and finds the account of the first. */
export async function holdProviderAccount(
  tx: Transaction,
  { provider, providerAccountId }: Pick<Profile, "provider" | "providerAccountId">,
): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('oauth account'), hashtext($1))", [
    `${provider} ${providerAccountId}`,
  ]);
}

async function findLinkedUser(tx: Transaction, profile: Profile, now: Date): Promise<string | undefined> {
  const linked = await tx.kysely
    .updateTable("oauth_accounts as a")
    .from("users as u")
    .set({ last_used_at: now })
    .whereRef("u.id", "=", "a.user_id")
    .where("a.provider", "=", profile.provider)
    .where("a.provider_account_id", "=", profile.providerAccountId)
    .returning(["u.id", "u.is_active"])
    .executeTakeFirst();
  if (linked && !linked.is_active) throw new OauthRefused("AccountClosed");
  return linked?.id;
}

async function createUser(tx: Transaction, profile: Profile, now: Date): Promise<string> {
  const { provider, providerAccountId, email, isEmailVerified, name } = profile;
  if (!isEmailVerified || !email) throw new OauthRefused("AddressUnverified");
  const made = await tx.kysely
    .insertInto("users")
    .values({
      email,
      name: name || email.slice(0, email.indexOf("@")).slice(0, 255),
      email_verified: true,
      auth_provider: provider,
      timezone: "UTC",
    })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning("id")
    .executeTakeFirst();
  const userId = made?.id ?? (await takeOverUnconfirmed(tx, email));
  if (!userId) throw new OauthRefused("AddressTaken");
  await tx.prisma.oauthAccount.create({
    data: { userId, provider, providerAccountId, email, lastUsedAt: now },
    select: { id: true },
  });
  return userId;
}

/**
 * An account that was created with this address and never confirmed is handed to the address's owner, whom the provider has verified; its
 * password and all other sign-in methods are removed.
 * @returns undefined for an account whose address is confirmed, or that is closed.
 */
async function takeOverUnconfirmed(tx: Transaction, email: string): Promise<string | undefined> {
  const [taken] = await tx.prisma.user.updateManyAndReturn({
    where: { email, emailVerified: false, isActive: true },
    data: { passwordHash: null, passwordChangedAt: null },
    select: { id: true },
  });
  const userId = taken?.id;
  if (userId) {
    await verifyOwner(tx, userId);
    await endSessions(tx, { userId, reason: "password_changed" });
  }
  return userId;
}
