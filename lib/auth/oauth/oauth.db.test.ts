import { runMigrations } from "graphile-worker";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { tenantContext } from "@/test/tenant-context";
import { linkOauthAccount } from "./link-oauth-account";
import { openLinkTicket, sealLinkTicket } from "./link-ticket";
import { listLinkedAccounts } from "./list-linked-accounts";
import type { OauthProfile } from "./oauth-profile";
import { signInWithOauth } from "./sign-in-with-oauth";
import { unlinkOauthAccount } from "./unlink-oauth-account";

let harness: IngestHarness;
beforeAll(async () => {
  harness = await createIngestHarness();
  await runMigrations({ connectionString: harness.connectionString });
});
afterAll(() => harness.dispose());

const now = new Date("2026-10-31T12:00:00Z");
const client = { ipAddress: "203.0.113.7", userAgent: "Test browser" };
const ticket = () => newId();

let stranger: OauthProfile;
beforeEach(() => {
  const id = newId();
  stranger = {
    provider: "google",
    providerAccountId: id,
    email: `${id}@caller.example`,
    isEmailVerified: true,
    name: "Ada Lovelace",
  };
});

const signIn = (profile: unknown) => signInWithOauth({ db: harness.db, clock: { now: () => now } }, profile, client);
const ctxOf = (userId: string) => tenantContext(harness.db, userId);
const usersOf = (email: unknown) =>
  harness.rows(
    `SELECT u.name, u.email_verified, u.auth_provider, u.credits, u.timezone, u.password_hash,
       (SELECT count(*) FROM credit_transactions t WHERE t.user_id = u.id) AS entries,
       (SELECT count(*) FROM oauth_accounts a WHERE a.user_id = u.id) AS linked,
       (SELECT array_agg(s.auth_provider) FROM user_sessions s WHERE s.user_id = u.id) AS sessions
     FROM users u WHERE u.email = $1`,
    [email],
  );
async function createUser(password: string | null = "hash"): Promise<string> {
  const [row] = await harness.rows<{ id: string }>(
    "INSERT INTO users (email, name, password_hash) VALUES ($1, 'Grace', $2) RETURNING id",
    [`${newId()}@tenant.example`, password],
  );
  return row?.id ?? "";
}

describe("signing in with another provider", () => {
  test("creates an account with its welcome credits the first time, and finds it from then on", async () => {
    const first = await signIn({ ...stranger, email: stranger.email?.toUpperCase() });
    const again = await signIn({ ...stranger, email: "moved@caller.example", isEmailVerified: false });
    expect(again.userId).toBe(first.userId);
    expect(await usersOf(stranger.email)).toEqual([
      {
        name: "Ada Lovelace",
        email_verified: true,
        auth_provider: "google",
        credits: 15,
        timezone: "UTC",
        password_hash: null,
        entries: 1,
        linked: 1,
        sessions: ["google", "google"],
      },
    ]);
  });

  test("twice at once makes one account", async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => signIn(stranger)));
    expect(new Set(ids.map(({ userId }) => userId)).size).toBe(1);
    expect(await usersOf(stranger.email)).toMatchObject([{ entries: 1, linked: 1 }]);
  });

  test("at two providers at once, with one address, makes one account and refuses the other", async () => {
    const results = await Promise.allSettled([signIn(stranger), signIn({ ...stranger, provider: "github" })]);
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.map(({ reason }) => reason.refusal)).toEqual(["AddressTaken"]);
    expect(await usersOf(stranger.email)).toMatchObject([{ linked: 1 }]);
  });

  test.each([
    ["an address that the provider has not verified", { isEmailVerified: false }],
    ["no address", { email: null }],
    ["an address that is none", { email: "nobody" }],
    ["an address that no database can hold", { email: "a\u0000b@caller.example" }],
  ])("with %s is refused, and nothing is made", async (_, change) => {
    const users = () => harness.rows("SELECT count(*) FROM users");
    const before = await users();
    await expect(signIn({ ...stranger, ...change })).rejects.toMatchObject({ refusal: "AddressUnverified" });
    expect(await users()).toEqual(before);
  });

  test("takes over an account that nobody has confirmed, and locks out the person who created it", async () => {
    const [squatted] = await harness.rows<{ id: string }>(
      "INSERT INTO users (email, name, password_hash) VALUES ($1, 'Squatter', 'known to somebody') RETURNING id",
      [stranger.email],
    );
    await harness.rows(
      "INSERT INTO oauth_accounts (user_id, provider, provider_account_id, email) VALUES ($1, 'github', 'of the squatter', 'a@b')",
      [squatted?.id],
    );
    await harness.rows(
      "INSERT INTO user_sessions (user_id, token_hash, expires_at) VALUES ($1, 'of the squatter', now() + interval '1 day')",
      [squatted?.id],
    );
    expect(await signIn(stranger)).toMatchObject({ userId: squatted?.id });
    expect(
      await harness.rows(
        `SELECT u.password_hash, u.email_verified, s.is_active, a.provider FROM users u
         JOIN user_sessions s ON s.user_id = u.id AND s.token_hash = 'of the squatter' JOIN oauth_accounts a ON a.user_id = u.id
         WHERE u.id = $1`,
        [squatted?.id],
      ),
    ).toEqual([{ password_hash: null, email_verified: true, is_active: false, provider: stranger.provider }]);
  });

  test("with an address that has a confirmed account is refused, and links nothing", async () => {
    await harness.rows("INSERT INTO users (email, name, email_verified) VALUES ($1, 'Grace', true)", [stranger.email]);
    await expect(signIn(stranger)).rejects.toMatchObject({
      refusal: "AddressTaken",
      message: expect.stringContaining("link this provider in Settings"),
    });
    expect(await usersOf(stranger.email)).toMatchObject([{ linked: 0, sessions: null }]);
  });

  test("into a closed account is refused", async () => {
    const { userId } = await signIn(stranger);
    await harness.rows("UPDATE users SET is_active = false WHERE id = $1", [userId]);
    await expect(signIn(stranger)).rejects.toMatchObject({ refusal: "AccountClosed" });
  });

  test("takes a name that no database can hold, and none at all", async () => {
    await signIn({ ...stranger, name: `\u0000${"x".repeat(400)}` });
    const other = { ...stranger, providerAccountId: newId(), email: `b.${stranger.email}`, name: null };
    await signIn(other);
    expect(await usersOf(stranger.email)).toMatchObject([{ name: "x".repeat(255) }]);
    expect(await usersOf(other.email)).toMatchObject([{ name: `b.${stranger.providerAccountId}` }]);
  });
});

describe("linking", () => {
  test("lets a person sign in with the provider's account, and is repeated without harm", async () => {
    const userId = await createUser();
    await linkOauthAccount(ctxOf(userId), stranger, ticket());
    await linkOauthAccount(ctxOf(userId), stranger, ticket());
    expect((await signIn(stranger)).userId).toBe(userId);
    expect(await listLinkedAccounts(ctxOf(userId))).toEqual([
      { provider: "google", email: stranger.email, linkedAt: expect.any(Date), lastUsedAt: now },
    ]);
    expect(await listLinkedAccounts(ctxOf(await createUser()))).toEqual([]);
  });

  test("of what belongs to somebody else is refused, also when both try at once", async () => {
    const { userId: owner } = await signIn(stranger);
    await expect(linkOauthAccount(ctxOf(await createUser()), stranger, ticket())).rejects.toMatchObject({
      refusal: "LinkedElsewhere",
    });
    expect(await listLinkedAccounts(ctxOf(owner))).toHaveLength(1);

    const other = { ...stranger, providerAccountId: newId() };
    const users = await Promise.all([createUser(), createUser(), createUser()]);
    const results = await Promise.allSettled(users.map((id) => linkOauthAccount(ctxOf(id), other, ticket())));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("a second account of one provider is refused, also when both are linked at once", async () => {
    const userId = await createUser();
    const accounts = [stranger, { ...stranger, providerAccountId: newId() }];
    const results = await Promise.allSettled(accounts.map((each) => linkOauthAccount(ctxOf(userId), each, ticket())));
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.map(({ reason }) => reason.refusal)).toEqual(["AlreadyLinked"]);
  });

  test("by an unverified address is refused", async () => {
    const unverified = { ...stranger, isEmailVerified: false };
    await expect(linkOauthAccount(ctxOf(await createUser()), unverified, ticket())).rejects.toMatchObject({
      refusal: "AddressUnverified",
    });
  });

  test("works once per ticket, also after a refusal", async () => {
    const [userId, once] = [await createUser(), ticket()];
    const unverified = { ...stranger, isEmailVerified: false };
    await expect(linkOauthAccount(ctxOf(userId), unverified, once)).rejects.toMatchObject({
      refusal: "AddressUnverified",
    });
    await expect(linkOauthAccount(ctxOf(userId), stranger, once)).rejects.toMatchObject({ refusal: "LinkExpired" });
    expect(await listLinkedAccounts(ctxOf(userId))).toEqual([]);
  });

  test("needs somebody who is signed in", async () => {
    await expect(linkOauthAccount(harness.context(), stranger, ticket())).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(unlinkOauthAccount(harness.context(), { provider: "google" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(listLinkedAccounts(harness.context())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("a ticket is opened only with the secret that sealed it, and as it was sealed", async () => {
    const wish = { userId: newId(), provider: "github", returnTo: "/settings" } as const;
    const sealed = await sealLinkTicket(wish, "a secret of this site");
    expect(await openLinkTicket(sealed, "a secret of this site")).toEqual({ ...wish, ticketId: expect.any(String) });
    expect(await openLinkTicket(sealed, "another secret")).toBeNull();
    expect(await openLinkTicket(`${sealed.slice(0, -2)}xx`, "a secret of this site")).toBeNull();
    expect(await openLinkTicket("", "a secret of this site")).toBeNull();
  });
});

describe("unlinking", () => {
  const waiting = async () => {
    // Within a transaction the server shows the activity that it showed first.
    await harness.rows("SELECT pg_stat_clear_snapshot()");
    const rows = await harness.rows(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND wait_event_type = 'Lock'",
    );
    return rows.length;
  };

  test("ends signing in with the provider", async () => {
    const userId = await createUser();
    await linkOauthAccount(ctxOf(userId), stranger, ticket());
    await unlinkOauthAccount(ctxOf(userId), { provider: "google" });
    expect(await listLinkedAccounts(ctxOf(userId))).toEqual([]);
    expect((await signIn(stranger)).userId).not.toBe(userId);
  });

  test("of the last way to sign in is refused, also when two are unlinked at once", async () => {
    const { userId } = await signIn(stranger);
    const unlink = (provider: string) => unlinkOauthAccount(ctxOf(userId), { provider });
    await expect(unlink("google")).rejects.toMatchObject({ code: "CONFLICT" });
    await linkOauthAccount(ctxOf(userId), { ...stranger, provider: "github" }, ticket());
    // Both are held at the row that they would remove, each after having looked for the other's.
    await harness.owner.query("BEGIN");
    await harness.rows("SELECT FROM oauth_accounts WHERE user_id = $1 FOR UPDATE", [userId]);
    const unlinking = Promise.allSettled([unlink("google"), unlink("github")]);
    await expect.poll(waiting).toBe(2);
    await harness.owner.query("COMMIT");
    const results = await unlinking;
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listLinkedAccounts(ctxOf(userId))).toHaveLength(1);
  });

  test.each([{ provider: "google" }, { provider: "myspace" }, {}, null])(
    "of %j, which is not linked, is refused in words",
    async (input) => {
      await expect(unlinkOauthAccount(ctxOf(await createUser()), input)).rejects.toMatchObject({
        message: expect.stringMatching(/linked/),
      });
    },
  );

  test("does not affect other users' accounts", async () => {
    const { userId } = await signIn(stranger);
    await expect(unlinkOauthAccount(ctxOf(await createUser()), { provider: "google" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await listLinkedAccounts(ctxOf(userId))).toHaveLength(1);
  });
});
