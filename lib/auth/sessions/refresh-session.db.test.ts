import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase } from "@/lib/db/database";
import { type AccountHarness, createAccountHarness, type TestAccount } from "@/test/account-harness";
import { refreshSession } from "./refresh-session";
import { resolveSession } from "./resolve-session";
import { revokeSession } from "./revoke-session";

let harness: AccountHarness;
let account: TestAccount;
beforeAll(async () => {
  harness = await createAccountHarness();
  account = await harness.createAccount();
});
afterAll(() => harness.dispose());

const endReason = async (sessionId: string) =>
  (await harness.rows<{ end_reason: string }>("SELECT end_reason FROM user_sessions WHERE id = $1", [sessionId]))[0]
    ?.end_reason;

test("a token works for fifteen minutes, and its refresh token then brings a new pair that works", async () => {
  const first = await harness.signIn(account);
  harness.time.pass(899);
  expect(await harness.stateOf(first)).toBe("signed_in");
  expect(await harness.refresh(first)).toEqual(first);
  harness.time.pass(1);
  expect(await harness.stateOf(first)).toBe("stale");
  const second = await harness.refresh(first);
  expect(second).toMatchObject({ sessionId: first.sessionId });
  expect([second?.token, second?.refreshToken]).not.toEqual([first.token, first.refreshToken]);
  expect(second && (await harness.stateOf(second))).toBe("signed_in");
});

test("twenty requests that renew at once on two instances all get the same pair, and nobody is signed out", async () => {
  const other = createDatabase({ connectionString: harness.connectionString });
  const first = await harness.signIn(account);
  harness.time.pass(900);
  const instances = [harness.verbs(), { ...harness.verbs(), db: other }];
  // All have come before the first may continue.
  const held = { sql: "SELECT FROM user_sessions WHERE id = $1 FOR UPDATE", params: [first.sessionId], waiting: 10 };
  const answers = await harness.whileHeld(held, () =>
    Promise.all(
      Array.from({ length: 20 }, (_, index) => refreshSession(instances[index % 2] ?? harness.verbs(), first)),
    ),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const [pair] = answers;
  expect(pair && (await harness.stateOf(pair))).toBe("signed_in");
  expect(await harness.refresh(first)).toEqual(pair);
  await other.close();
});

test("a replaced refresh token brings the same pair for thirty seconds, and ends the session from then on", async () => {
  const first = await harness.signIn(account);
  harness.time.pass(900);
  const second = await harness.refresh(first);
  harness.time.pass(29);
  expect(await harness.refresh(first)).toEqual(second);
  harness.time.pass(1);
  expect(await harness.refresh(first)).toBeNull();
  expect(second && (await harness.stateOf(second))).toBe("signed_out");
  expect(await endReason(first.sessionId)).toBe("token_reused");
});

test("a refresh token from before the last two rotations ends the session, too", async () => {
  const first = await harness.signIn(account);
  harness.time.pass(900);
  const second = await harness.refresh(first);
  harness.time.pass(900);
  const third = second && (await harness.refresh(second));
  expect(third && (await harness.stateOf(third))).toBe("signed_in");
  expect(await harness.refresh(first)).toBeNull();
  expect(await endReason(first.sessionId)).toBe("token_reused");
});

test("no pair can be made up from another's, nor from the token that is no refresh token", async () => {
  const [one, two] = [await harness.signIn(account), await harness.signIn(account)];
  harness.time.pass(900);
  expect(await harness.refresh({ ...two, sessionId: one.sessionId })).toBeNull();
  expect(await harness.refresh({ ...two, refreshToken: two.token })).toBeNull();
});

test("a revoked session is refused by every instance at the next request, and cannot be renewed there", async () => {
  const other = createDatabase({ connectionString: harness.connectionString });
  const elsewhere = { ...harness.verbs(), db: other };
  const [tokens, current] = [await harness.signIn(account), await harness.signIn(account)];
  expect((await resolveSession(elsewhere, tokens)).state).toBe("signed_in");
  await revokeSession(harness.contextOf(account, current), { sessionId: tokens.sessionId });
  expect((await resolveSession(elsewhere, tokens)).state).toBe("signed_out");
  expect(await refreshSession(elsewhere, tokens)).toBeNull();
  await other.close();
});

test("a revocation and twenty renewals at once leave the session ended", async () => {
  const [tokens, current] = [await harness.signIn(account), await harness.signIn(account)];
  harness.time.pass(900);
  const renewals = Array.from({ length: 20 }, () => harness.refresh(tokens));
  await Promise.all([revokeSession(harness.contextOf(account, current), { sessionId: tokens.sessionId }), ...renewals]);
  for (const pair of [tokens, ...(await Promise.all(renewals))]) {
    if (pair) expect(await harness.stateOf(pair)).toBe("signed_out");
  }
  expect(await endReason(tokens.sessionId)).toBe("revoked");
});
