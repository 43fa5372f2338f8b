import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { limitRate } from "@/lib/access/rate-limit";
import { newId } from "@/lib/platform/ids";
import {
  type Account,
  accountPassword,
  createMailHarness,
  type MailHarness,
  otherPassword,
  tokenIn,
} from "@/test/mail-harness";
import { rateOf } from "../sign-in/rates";
import { signInWithPassword } from "../sign-in/sign-in-with-password";
import { hashLinkToken, newLinkToken } from "../sign-up/link-token";
import { changePassword } from "./change-password";
import { requestPasswordReset } from "./request-password-reset";
import { resetPassword } from "./reset-password";
import { verifyPassword } from "./verify-password";

let harness: MailHarness;
beforeAll(async () => {
  harness = await createMailHarness();
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  await harness.deliver();
});

async function linkFor(account: Pick<Account, "email">): Promise<string> {
  await requestPasswordReset(harness.stranger(), { email: account.email });
  return tokenIn((await harness.deliver()).at(-1));
}
const reset = (token: unknown, password: unknown = otherPassword) =>
  resetPassword(harness.stranger(), { token, password });
const hasPassword = async ({ userId }: Account, password: string) => {
  const [row] = await harness.rows<{ hash: string }>("SELECT password_hash AS hash FROM users WHERE id = $1", [userId]);
  return verifyPassword(password, row?.hash ?? null);
};

describe("asking for a new password", () => {
  test("is written down for every address alike, and mails only the owner of an account", async () => {
    const closed = await harness.createAccount();
    await harness.rows("UPDATE users SET is_active = false WHERE id = $1", [closed.userId]);
    const known = await harness.createAccount();
    for (const email of [known.email, `${newId()}@nobody.example`, closed.email]) {
      const asking = harness.stranger({ ipAddress: "203.0.113.5" });
      expect(await requestPasswordReset(asking, { email })).toBeUndefined();
      expect(
        await harness.rows("SELECT host(ip_address) AS ip, success FROM password_reset_attempts WHERE email = $1", [
          email,
        ]),
      ).toEqual([{ ip: "203.0.113.5", success: false }]);
    }
    const waiting = await harness.queuedMails();
    expect(waiting).toHaveLength(3);
    expect(waiting[0]).toEqual({ kind: "reset-password", email: known.email, userId: null });
    expect(await harness.deliver()).toMatchObject([{ to: [known.email], subject: "Choose a new password" }]);
  });

  test.each([
    ["nothing", ""],
    ["no address", "nobody"],
    ["a second header", "a@b.example\r\nBcc: c@d.example"],
    ["two addresses", "a@b.example,c@d.example"],
    ["a NUL", "a\u0000@b.example"],
    ["10 kB", `${"x".repeat(10_000)}@b.example`],
    ["null", null],
  ])("is refused for what is no address: %s", async (_, email) => {
    await expect(requestPasswordReset(harness.stranger(), { email })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      fields: { email: expect.any(String) },
    });
  });

  test("mails an address three times an hour, with the same response afterwards; a client is refused after twenty", async () => {
    const { email } = await harness.createAccount();
    for (let time = 0; time < 5; time += 1) await requestPasswordReset(harness.stranger(), { email });
    expect(await harness.deliver()).toHaveLength(3);
    const client = { ipAddress: "203.0.113.77" };
    for (let time = 0; time < 20; time += 1)
      await requestPasswordReset(harness.stranger(client), { email: `${newId()}@nobody.example` });
    await expect(requestPasswordReset(harness.stranger(client), { email })).rejects.toMatchObject({ status: 429 });
  });
});

describe("a link for a new password", () => {
  test("sets it, verifies the address, ends all sessions and other links, and tells the owner", async () => {
    const account = await harness.createAccount({ isVerified: false });
    await harness.openSession(account);
    await harness.openSession(account);
    const token = await linkFor(account);
    await reset(token);
    expect(await hasPassword(account, otherPassword)).toBe(true);
    expect(await hasPassword(account, accountPassword)).toBe(false);
    expect(await harness.sessionEnds(account)).toEqual(["password_changed", "password_changed"]);
    const [row] = await harness.rows("SELECT email_verified, password_changed_at FROM users WHERE id = $1", [
      account.userId,
    ]);
    expect(row).toEqual({ email_verified: true, password_changed_at: expect.any(Date) });
    expect(await harness.rows("SELECT success FROM password_reset_attempts WHERE email = $1", [account.email])).toEqual(
      [{ success: true }],
    );
    expect(await harness.deliver()).toMatchObject([{ to: [account.email], subject: "Your password was changed" }]);
  });

  test("works once, also when it is used twice at once", async () => {
    const account = await harness.createAccount();
    const token = await linkFor(account);
    const both = await Promise.allSettled([reset(token), reset(token, "harbour pencil giraffe two")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
    await expect(reset(token)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await harness.deliver()).toHaveLength(1);
  });

  test("stops working once a newer one was mailed, and the newer one once the password was changed otherwise", async () => {
    const account = await harness.createAccount();
    const [first, second] = [await linkFor(account), await linkFor(account)];
    await expect(reset(first)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await changePassword(harness.asOwner(account), { current: accountPassword, password: otherPassword });
    await expect(reset(second)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("works as long as the setting says when it is mailed", async () => {
    const hours = (value: string) =>
      harness.rows(
        "UPDATE system_config SET config_value = $1 WHERE config_key = 'password_reset_token_expiry_hours'",
        [value],
      );
    const account = await harness.createAccount();
    await hours("2");
    const token = await linkFor(account);
    await hours("1");
    harness.passHours(1.99);
    await expect(reset(token, "short")).rejects.toMatchObject({ code: "BAD_REQUEST" });
    harness.passHours(0.01);
    await expect(reset(token)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await hasPassword(account, accountPassword)).toBe(true);
  });

  test("is not used up by a password that is too weak", async () => {
    const token = await linkFor(await harness.createAccount());
    for (const password of ["", "password1", "Ada Byron 1", "x".repeat(10_000), null])
      await expect(reset(token, password)).rejects.toMatchObject({
        fields: { password: expect.stringMatching(/\.$/) },
      });
    await reset(token, "pass\u0000word of \u{1f600} Ünïcode");
  });

  test("cannot be replaced by another text or its own hash, and does nothing for a closed account", async () => {
    const account = await harness.createAccount();
    const token = await linkFor(account);
    for (const wrong of [
      "",
      token.slice(1),
      `${token}\u0000`,
      hashLinkToken(token),
      newLinkToken(),
      "x".repeat(10_000),
      null,
    ])
      await expect(reset(wrong)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await harness.rows("UPDATE users SET is_active = false WHERE id = $1", [account.userId]);
    await expect(reset(token)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("ends the wait after failed sign-ins at the place of the reset, and nowhere else", async () => {
    const account = await harness.createAccount();
    const signIn = (password: string, ipAddress: string) =>
      signInWithPassword(harness.stranger(), { email: account.email, password }, { ipAddress, userAgent: null });
    for (const ipAddress of ["203.0.113.20", "203.0.113.21"])
      for (let time = 0; time < 5; time += 1)
        await expect(signIn("wrong", ipAddress)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    const token = await linkFor(account);
    harness.passHours(0.001);
    await resetPassword(harness.stranger({ ipAddress: "203.0.113.20" }), { token, password: otherPassword });
    expect(await signIn(otherPassword, "203.0.113.20")).toMatchObject({ userId: account.userId });
    await expect(signIn(otherPassword, "203.0.113.21")).rejects.toMatchObject({ code: "RATE_LIMITED" });
  });

  test("removes every other sign-in method of a person who signed up with somebody else's address; the owner's own methods stay", async () => {
    const waysIn = async ({ userId }: Account) => {
      await harness.rows(
        `WITH factor AS (INSERT INTO second_factors (user_id, secret_encrypted, confirmed_at) VALUES ($1, 'sealed', now())),
           code AS (INSERT INTO second_factor_recovery_codes (user_id, code_hash) VALUES ($1, repeat('0', 64)))
         INSERT INTO oauth_accounts (user_id, provider, provider_account_id, email)
         VALUES ($1, 'google', $1::text, 'elsewhere@stranger.example')`,
        [userId],
      );
    };
    const count = async ({ userId }: Account) =>
      (
        await harness.rows(
          `SELECT (SELECT count(*) FROM oauth_accounts WHERE user_id = $1) AS providers,
             (SELECT count(*) FROM second_factors WHERE user_id = $1) AS factors,
             (SELECT count(*) FROM second_factor_recovery_codes WHERE user_id = $1) AS codes`,
          [userId],
        )
      )[0];
    const squatted = await harness.createAccount({ isVerified: false });
    const own = await harness.createAccount();
    for (const account of [squatted, own]) {
      await waysIn(account);
      await reset(await linkFor(account));
    }
    expect(await count(squatted)).toEqual({ providers: 0, factors: 0, codes: 0 });
    expect(await count(own)).toEqual({ providers: 1, factors: 1, codes: 1 });
  });

  test("gives a password to a user who signed up with a provider", async () => {
    const account = await harness.createAccount({ password: null });
    await reset(await linkFor(account));
    expect(await hasPassword(account, otherPassword)).toBe(true);
  });
});

describe("changing the password", () => {
  test("keeps the session that changed it, and ends the others", async () => {
    const account = await harness.createAccount();
    await harness.openSession(account);
    const own = await harness.openSession(account);
    await changePassword(harness.asOwner(account, own), { current: accountPassword, password: otherPassword });
    expect(await hasPassword(account, otherPassword)).toBe(true);
    expect((await harness.sessionEnds(account)).toSorted()).toEqual(["password_changed", null].toSorted());
    expect(await harness.rows("SELECT is_active FROM user_sessions WHERE id = $1", [own])).toEqual([
      { is_active: true },
    ]);
    expect(await harness.deliver()).toMatchObject([{ subject: "Your password was changed" }]);
  });

  test("needs the current password, and no weak one follows it", async () => {
    const account = await harness.createAccount();
    const change = (input: unknown) => changePassword(harness.asOwner(account), input);
    await expect(change({ current: "wrong", password: otherPassword })).rejects.toMatchObject({
      fields: { current: "This is not your password." },
    });
    await expect(change({ current: accountPassword, password: "password1" })).rejects.toMatchObject({
      fields: { password: expect.any(String) },
    });
    await expect(change(null)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await hasPassword(account, accountPassword)).toBe(true);
  });

  test("can be guessed at five times in a quarter of an hour, even with the right one last", async () => {
    const account = await harness.createAccount();
    const change = (current: string) => changePassword(harness.asOwner(account), { current, password: otherPassword });
    for (let time = 0; time < 5; time += 1)
      await expect(change("wrong")).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(change(accountPassword)).rejects.toMatchObject({ code: "RATE_LIMITED" });
    harness.passHours(0.26);
    await change(accountPassword);
  });

  test("can be tried thirty times an hour, also with the right password, and further attempts cost no hashing time", async () => {
    const account = await harness.createAccount();
    const weak = () => changePassword(harness.asOwner(account), { current: accountPassword, password: "password1" });
    for (let time = 0; time < 29; time += 1) await limitRate(harness.db, rateOf("password by account", account.userId));
    await expect(weak()).rejects.toMatchObject({ fields: { password: expect.any(String) } });
    await expect(weak()).rejects.toMatchObject({ code: "RATE_LIMITED" });
  });

  test("twice at once with the same current password works once", async () => {
    const account = await harness.createAccount();
    const change = (password: string) =>
      changePassword(harness.asOwner(account), { current: accountPassword, password });
    const both = await Promise.allSettled([change(otherPassword), change("harbour pencil giraffe two")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("is refused to a job, and to an account without a password", async () => {
    const account = await harness.createAccount({ password: null });
    const input = { current: accountPassword, password: otherPassword };
    await expect(changePassword(harness.asOwner(account), input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const recent = harness.asOwner(account, await harness.openSession(account));
    await expect(changePassword(recent, input)).rejects.toMatchObject({ code: "CONFLICT" });
    const job = { ...harness.asOwner(account), actor: { kind: "job", name: "test" } } as const;
    await expect(changePassword(job, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
