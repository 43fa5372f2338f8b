import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "@/lib/access/context";
import { limitRate } from "@/lib/access/rate-limit";
import { createDatabase } from "@/lib/db/database";
import type { AppError } from "@/lib/platform/errors";
import { type AccountHarness, createAccountHarness, home, password } from "@/test/account-harness";
import { rateOf } from "./rates";
import { signInWithPassword } from "./sign-in-with-password";

let harness: AccountHarness;
beforeAll(async () => {
  harness = await createAccountHarness();
});
afterAll(() => harness.dispose());

let places = 0;
const newPlace = (): Client => {
  places += 1;
  return { ipAddress: `198.51.${100 + Math.floor(places / 250)}.${places % 250}`, userAgent: null };
};

/** "in", "refused", or the seconds to wait. */
async function tryWith(email: string, given: string, client: Client): Promise<string | number> {
  try {
    await signInWithPassword(harness.verbs(), { email, password: given }, client);
    return "in";
  } catch (error) {
    const { code, retryAfterSeconds } = error as AppError;
    return code === "RATE_LIMITED" ? (retryAfterSeconds ?? "unknown") : code;
  }
}
const guess = (email: string, client: Client) => tryWith(email, "wrong", client);

test("of twenty guesses at once five are checked and the others wait, for a known and an unknown address alike", async () => {
  const account = await harness.createAccount();
  for (const email of [account.email, "nobody@tenant.example"]) {
    const place = newPlace();
    const answers = await Promise.all(Array.from({ length: 20 }, () => guess(email, place)));
    expect(answers.filter((answer) => answer === "UNAUTHENTICATED")).toHaveLength(5);
    expect(answers.filter((answer) => answer === 900)).toHaveLength(15);
  }
});

test("the right password waits like a wrong one, each failure after the wait doubles it, and a success forgets them", async () => {
  const { email } = await harness.createAccount();
  const place = newPlace();
  for (let failure = 0; failure < 5; failure += 1) expect(await guess(email, place)).toBe("UNAUTHENTICATED");
  harness.time.pass(600);
  expect(await tryWith(email, password, place)).toBe(300);
  // Asking again while it waits prolongs nothing.
  expect(await guess(email, place)).toBe(300);
  harness.time.pass(300);
  expect(await guess(email, place)).toBe("UNAUTHENTICATED");
  expect(await guess(email, place)).toBe(1800);
  harness.time.pass(1800);
  expect(await tryWith(email, password, place)).toBe("in");
  harness.time.pass(1);
  for (let failure = 0; failure < 5; failure += 1) expect(await guess(email, place)).toBe("UNAUTHENTICATED");
  expect(await guess(email, place)).toBe(900);
});

test("a stranger locks nobody out: the owner signs in from elsewhere, and from a known place even after guesses from everywhere", async () => {
  const { email } = await harness.createAccount();
  const office = newPlace();
  expect(await tryWith(email, password, office)).toBe("in");
  const stranger = newPlace();
  for (let failure = 0; failure < 5; failure += 1) await guess(email, stranger);
  expect(await tryWith(email, password, newPlace())).toBe("in");

  await harness.rows(
    `INSERT INTO login_attempts (email, ip_address, attempted_at, success, failure_reason)
     SELECT $1, ('192.0.2.' || n)::inet, $2, false, 'wrong_password' FROM generate_series(1, 50) n`,
    [email, harness.time.now],
  );
  expect(await tryWith(email, password, newPlace())).toBe(3600);
  expect(await tryWith(email, password, office)).toBe("in");
});

test("one place that fails at a hundred addresses within an hour waits with any address", async () => {
  const place = newPlace();
  await harness.rows(
    `INSERT INTO login_attempts (email, ip_address, attempted_at, success, failure_reason)
     SELECT 'sprayed' || n || '@tenant.example', $1, $2, false, 'unknown_account' FROM generate_series(1, 99) n`,
    [place.ipAddress, harness.time.now],
  );
  expect(await guess("last@tenant.example", place)).toBe("UNAUTHENTICATED");
  const account = await harness.createAccount();
  expect(await tryWith(account.email, password, place)).toBe(3600);
  harness.time.pass(3600);
  expect(await tryWith(account.email, password, place)).toBe("in");
});

test("an IPv6 network is one place, whichever of its addresses a client uses", async () => {
  const { email } = await harness.createAccount();
  const from = (host: number): Client => ({ ipAddress: `2001:db8:1:2::${host}`, userAgent: null });
  for (let host = 1; host <= 5; host += 1) expect(await guess(email, from(host))).toBe("UNAUTHENTICATED");
  expect(await guess(email, from(6))).toBe(900);
  expect(await tryWith(email, password, { ipAddress: "2001:db8:1:3::1", userAgent: null })).toBe("in");
  // Whole addresses are kept, for anyone who looks into an attack; one that IPv6 only wraps is the IPv4 address that it is.
  await guess(email, { ipAddress: "::ffff:203.0.113.99", userAgent: null });
  expect(
    await harness.rows(
      "SELECT host(ip_address) AS address, network::text FROM login_attempts WHERE email = $1 ORDER BY id DESC LIMIT 3",
      [email],
    ),
  ).toEqual([
    { address: "203.0.113.99", network: "203.0.113.99/32" },
    { address: "2001:db8:1:3::1", network: "2001:db8:1:3::/64" },
    { address: "2001:db8:1:2::6", network: "2001:db8:1:2::/64" },
  ]);
});

test("attempts are stored with a code of their result, and never with what was typed", async () => {
  const { email, userId } = await harness.createAccount();
  const unverified = await harness.createAccount({ isVerified: false });
  const place = newPlace();
  await guess(email, place);
  await guess("stranger@tenant.example", place);
  await tryWith(unverified.email, password, place);
  await tryWith(email, password, place);
  await harness.rows("UPDATE users SET is_active = false WHERE id = $1", [userId]);
  await tryWith(email, password, place);
  const rows = await harness.rows(
    "SELECT success, failure_reason FROM login_attempts WHERE ip_address = $1 ORDER BY id",
    [place.ipAddress],
  );
  expect(rows).toEqual([
    { success: false, failure_reason: "wrong_password" },
    { success: false, failure_reason: "unknown_account" },
    { success: false, failure_reason: "not_verified" },
    { success: true, failure_reason: null },
    { success: false, failure_reason: "account_closed" },
  ]);
});

test("sixty attempts a minute from one place are answered, and the next is told when to retry", async () => {
  const place = newPlace();
  for (let attempt = 0; attempt < 60; attempt += 1)
    await limitRate(harness.db, rateOf("sign-in", place.ipAddress ?? ""));
  const wait = await guess("x@tenant.example", place);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(await guess("x@tenant.example", newPlace())).toBe("UNAUTHENTICATED");
});

test("while the database is unavailable nobody signs in, and the reason is shown", async () => {
  const away = createDatabase({ connectionString: "postgresql://nobody@127.0.0.1:9/none" });
  const signingIn = signInWithPassword({ ...harness.verbs(), db: away }, { email: "a@b.example", password }, home);
  await expect(signingIn).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await away.close();
});
