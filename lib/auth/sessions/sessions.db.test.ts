import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getAccount } from "@/lib/account/get-account";
import { type AccountHarness, createAccountHarness, home, password, type TestAccount } from "@/test/account-harness";
import { hashPassword } from "../passwords/hash-password";
import { signInWithPassword } from "../sign-in/sign-in-with-password";
import { endSession } from "./end-session";
import { listSessions } from "./list-sessions";
import { resolveSession } from "./resolve-session";
import { revokeSession } from "./revoke-session";
import { hashSessionToken } from "./session-token";
import { signOutEverywhere } from "./sign-out-everywhere";

let harness: AccountHarness;
let ada: TestAccount;
beforeAll(async () => {
  harness = await createAccountHarness();
  ada = await harness.createAccount({ email: "ada@tenant.example" });
});
afterAll(() => harness.dispose());

const signIn = (input: unknown) => signInWithPassword(harness.verbs(), input, home);
const right = { email: "ada@tenant.example", password };
const endings = async (sessionId: string) =>
  (await harness.rows("SELECT is_active, end_reason FROM user_sessions WHERE id = $1", [sessionId]))[0];

describe("signing in", () => {
  test("opens a session of which the database keeps only hashes, and from where it was opened", async () => {
    const { tokens } = await signIn({ ...right, email: " Ada@Tenant.Example " });
    const [row] = await harness.rows("SELECT *, host(ip_address) AS ip FROM user_sessions WHERE id = $1", [
      tokens.sessionId,
    ]);
    expect(row).toMatchObject({
      user_id: ada.userId,
      auth_provider: "email",
      token_hash: hashSessionToken(tokens.token),
      refresh_token_hash: hashSessionToken(tokens.refreshToken),
      ip: "203.0.113.7",
      user_agent: "Test browser",
    });
    for (const token of [tokens.token, tokens.refreshToken]) expect(JSON.stringify(row)).not.toContain(token);
    expect(await resolveSession(harness.verbs(), tokens)).toEqual({
      state: "signed_in",
      actor: { kind: "user", userId: ada.userId, role: "user", timezone: "Europe/Berlin" },
    });
  });

  test("opens a new session each time, so that earlier tokens gain nothing", async () => {
    const [first, second] = [await harness.signIn(ada), await harness.signIn(ada)];
    expect(second.sessionId).not.toBe(first.sessionId);
    expect(await harness.stateOf({ ...second, token: first.token })).toBe("stale");
  });

  test.each([
    ["a wrong password", { ...right, password: "another secret" }],
    ["an unknown address", { ...right, email: "nobody@tenant.example" }],
    ["an address that no database can hold", { ...right, email: "ada\u0000@tenant.example" }],
    ["an empty form", { email: "", password: "" }],
    ["no form", null],
    ["a password that is an object", { ...right, password: { $ne: "" } }],
  ])("with %s is refused in the same words", async (_, input) => {
    await expect(signIn(input)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
      message: "The email address or password is wrong.",
    });
  });

  test("of a closed account is refused, and its sessions stay ended when it is opened again", async () => {
    const closing = await harness.createAccount();
    const tokens = await harness.signIn(closing);
    await harness.rows("UPDATE users SET is_active = false WHERE id = $1", [closing.userId]);
    await expect(harness.signIn(closing)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await harness.rows("UPDATE users SET is_active = true WHERE id = $1", [closing.userId]);
    expect(await harness.stateOf(tokens)).toBe("signed_out");
    expect(await endings(tokens.sessionId)).toEqual({ is_active: false, end_reason: "account_closed" });
  });

  test("of an unverified address is refused only after the right password, and not where nobody has to verify", async () => {
    const fresh = await harness.createAccount({ isVerified: false });
    const wrong = signIn({ email: fresh.email, password: "wrong" });
    await expect(wrong).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(harness.signIn(fresh)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const setting = "UPDATE system_config SET config_value = $1 WHERE config_key = 'require_email_verification'";
    await harness.rows(setting, ["false"]);
    expect(await harness.stateOf(await harness.signIn(fresh))).toBe("signed_in");
    await harness.rows(setting, ["true"]);
  });

  test("with a password that is being changed is refused once the change is there", async () => {
    const racing = await harness.createAccount();
    const change = "UPDATE users SET password_hash = 'another' WHERE id = $1";
    const signingIn = harness.whileHeld({ sql: change, params: [racing.userId], waiting: 1 }, () =>
      harness.signIn(racing),
    );
    await expect(signingIn).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await harness.rows("SELECT FROM user_sessions WHERE user_id = $1", [racing.userId])).toEqual([]);
  });

  test("takes as long for an unknown address as for a known one", async () => {
    const timed = async (email: string) => {
      const startedMs = performance.now();
      await signIn({ email, password: "wrong" }).catch(() => {});
      return performance.now() - startedMs;
    };
    const passwordHash = await hashPassword(password);
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const { email } = await harness.createAccount();
      await harness.rows("UPDATE users SET password_hash = $2 WHERE email = $1", [email, passwordHash]);
      known.push(await timed(email));
      unknown.push(await timed(`nobody${round}@tenant.example`));
    }
    const best = (times: number[]) => Math.min(...times);
    // A forgotten hash would make it a hundredth; the bounds are wide so that a busy machine fails nobody.
    expect(best(unknown) / best(known)).toBeGreaterThan(0.3);
    expect(best(unknown) / best(known)).toBeLessThan(3);
  });
});

describe("a session", () => {
  test("that was signed out stays ended, and nothing renews it", async () => {
    const tokens = await harness.signIn(ada);
    await endSession(harness.verbs(), tokens.sessionId);
    await endSession(harness.verbs(), tokens.sessionId);
    expect(await harness.stateOf(tokens)).toBe("signed_out");
    expect(await harness.refresh(tokens)).toBeNull();
    expect(await endings(tokens.sessionId)).toEqual({ is_active: false, end_reason: "signed_out" });
  });

  test("lasts as long as the setting says when it is opened, however often it is renewed", async () => {
    const setting = "UPDATE system_config SET config_value = $1 WHERE config_key = 'session_duration_hours'";
    await harness.rows(setting, ["1"]);
    let tokens = await harness.signIn(ada);
    await harness.rows(setting, ["168"]);
    for (let quarter = 0; quarter < 3; quarter += 1) {
      harness.time.pass(900);
      tokens = (await harness.refresh(tokens)) ?? tokens;
    }
    harness.time.pass(899);
    expect(await harness.stateOf(tokens)).toBe("signed_in");
    harness.time.pass(1);
    expect(await harness.stateOf(tokens)).toBe("signed_out");
    expect(await harness.refresh(tokens)).toBeNull();
  });

  test("is identified only by its token, and no other text is accepted", async () => {
    const tokens = await harness.signIn(ada);
    for (const token of ["", "x", hashSessionToken(tokens.token), tokens.token.toUpperCase(), tokens.refreshToken])
      expect(await harness.stateOf({ ...tokens, token })).toBe("stale");
  });

  test.each([
    ["role_changed", "role = 'admin'"],
    ["role_changed", "role = 'user'"],
    ["password_changed", "password_hash = 'another'"],
    ["account_closed", "is_active = false, role = 'admin'"],
  ])("ends with %s at the next request after %s", async (reason, change) => {
    const account = await harness.createAccount({ role: change.includes("'user'") ? "admin" : "user" });
    const tokens = await harness.signIn(account);
    await harness.rows("UPDATE users SET credits = credits, name = 'Another' WHERE id = $1", [account.userId]);
    expect(await harness.stateOf(tokens)).toBe("signed_in");
    await harness.rows(`UPDATE users SET ${change} WHERE id = $1`, [account.userId]);
    expect(await harness.stateOf(tokens)).toBe("signed_out");
    expect(await endings(tokens.sessionId)).toEqual({ is_active: false, end_reason: reason });
  });

  test("goes on after it changed its own password, and the others end", async () => {
    const account = await harness.createAccount();
    const [own, other] = [await harness.signIn(account), await harness.signIn(account)];
    await harness.db.auth(async (tx) => {
      await tx.query("SELECT set_config('app.session_id', $1, true)", [own.sessionId]);
      await tx.query("UPDATE users SET password_hash = 'another' WHERE id = $1", [account.userId]);
    });
    expect([await harness.stateOf(own), await harness.stateOf(other)]).toEqual(["signed_in", "signed_out"]);
  });

  test("names its account, which another tenant's never does", async () => {
    const account = await getAccount(harness.contextOf(ada, await harness.signIn(ada)));
    expect(account).toEqual({
      name: "Ada",
      email: right.email,
      timezone: "Europe/Berlin",
      permissions: expect.arrayContaining(["call.read", "account.update"]),
    });
    expect(account.permissions).not.toContain("user.read");
    await expect(getAccount(harness.context())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("the user's own sessions", () => {
  test("are listed without their secrets, the current one first, until they end", async () => {
    const account = await harness.createAccount();
    const phone = await harness.signIn(account, { ipAddress: "198.51.100.4", userAgent: "Phone" });
    const laptop = await harness.signIn(account);
    const ctx = harness.contextOf(account, laptop);
    const listed = await listSessions(ctx);
    expect(listed).toMatchObject([
      { id: laptop.sessionId, isCurrent: true, provider: "email", ipAddress: "203.0.113.7", userAgent: "Test browser" },
      { id: phone.sessionId, isCurrent: false, ipAddress: "198.51.100.4", userAgent: "Phone" },
    ]);
    expect(JSON.stringify(listed)).not.toMatch(/hash|token/i);

    await revokeSession(ctx, { sessionId: phone.sessionId });
    expect((await listSessions(ctx)).map(({ id }) => id)).toEqual([laptop.sessionId]);
    expect(await harness.stateOf(phone)).toBe("signed_out");
    expect(await endings(phone.sessionId)).toEqual({ is_active: false, end_reason: "revoked" });
    await expect(revokeSession(ctx, { sessionId: phone.sessionId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("are nobody else's to list or to end", async () => {
    const [one, other] = [await harness.createAccount(), await harness.createAccount()];
    const [ownTokens, foreign] = [await harness.signIn(one), await harness.signIn(other)];
    const ctx = harness.contextOf(one, ownTokens);
    for (const input of [{ sessionId: foreign.sessionId }, { sessionId: "1" }, {}, null])
      await expect(revokeSession(ctx, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listSessions(ctx)).map(({ id }) => id)).toEqual([ownTokens.sessionId]);
    await signOutEverywhere(ctx, { keepCurrent: false });
    expect([await harness.stateOf(ownTokens), await harness.stateOf(foreign)]).toEqual(["signed_out", "signed_in"]);
    for (const verb of [listSessions, revokeSession, signOutEverywhere])
      await expect(verb(harness.context(), {})).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("end everywhere at once, with or without the current one", async () => {
    const account = await harness.createAccount();
    const [here, there] = [await harness.signIn(account), await harness.signIn(account)];
    const ctx = harness.contextOf(account, here);
    await expect(signOutEverywhere(ctx, {})).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await signOutEverywhere(ctx, { keepCurrent: true })).toBe(1);
    expect([await harness.stateOf(here), await harness.stateOf(there)]).toEqual(["signed_in", "signed_out"]);
    expect(await signOutEverywhere(ctx, { keepCurrent: false })).toBe(1);
    expect(await harness.stateOf(here)).toBe("signed_out");
  });
});
