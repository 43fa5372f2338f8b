import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { newId } from "@/lib/platform/ids";
import { accountPassword, createMailHarness, type MailHarness, otherPassword, tokenIn } from "@/test/mail-harness";
import { composeMail } from "../mails/compose-mail";
import { changePassword } from "../passwords/change-password";
import { requestPasswordReset } from "../passwords/request-password-reset";
import { resetPassword } from "../passwords/reset-password";
import { hashLinkToken, newLinkToken } from "./link-token";
import { requestVerification } from "./request-verification";
import { verifyEmail } from "./verify-email";

let harness: MailHarness;
beforeAll(async () => {
  harness = await createMailHarness();
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  await harness.deliver();
});

const newAddress = () => `${newId()}@changed.example`;
const accountById = async (userId: string) =>
  (await harness.rows("SELECT email, email_verified FROM users WHERE id = $1", [userId]))[0];

async function verificationOf(account: { email: string }): Promise<string> {
  await requestVerification(harness.stranger(), { email: account.email });
  return tokenIn((await harness.deliver())[0]);
}

async function changeOf(account: { userId: string; email: string }, email: string): Promise<string> {
  await requestEmailChange(harness.asOwner(account), { password: accountPassword, email });
  return tokenIn((await harness.deliver()).find(({ to }) => to.includes(email)));
}

describe("a link that verifies an address", () => {
  test("works once, and reports that the second time", async () => {
    const account = await harness.createAccount({ isVerified: false });
    const token = await verificationOf(account);
    await verifyEmail(harness.stranger(), { token });
    expect(await accountById(account.userId)).toEqual({ email: account.email, email_verified: true });
    await expect(verifyEmail(harness.stranger(), { token })).rejects.toMatchObject({
      code: "CONFLICT",
      message: "This link has already been used: the address is confirmed.",
    });
  });

  test("opened twice at once works for one of both", async () => {
    const token = await verificationOf(await harness.createAccount({ isVerified: false }));
    const both = await Promise.allSettled([1, 2].map(() => verifyEmail(harness.stranger(), { token })));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "CONFLICT" } });
  });

  test("works for a day and no longer", async () => {
    const account = await harness.createAccount({ isVerified: false });
    const token = await verificationOf(account);
    harness.passHours(24);
    await expect(verifyEmail(harness.stranger(), { token })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await accountById(account.userId)).toMatchObject({ email_verified: false });
  });

  test("is stored only as a hash", async () => {
    const account = await harness.createAccount({ isVerified: false });
    const token = await verificationOf(account);
    const rows = await harness.rows("SELECT * FROM email_verification_tokens WHERE user_id = $1", [account.userId]);
    expect(rows).toMatchObject([{ email: account.email, token_hash: hashLinkToken(token), used_at: null }]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(token).toHaveLength(43);
  });

  test("is no other text, nor its own hash", async () => {
    const token = await verificationOf(await harness.createAccount({ isVerified: false }));
    const wrong = ["", "x", token.slice(1), `${token}x`, `${token}\u0000`, hashLinkToken(token), newLinkToken()];
    for (const input of [...wrong, "x".repeat(10_000), "ä".repeat(43), null, 7, { $ne: "" }])
      await expect(verifyEmail(harness.stranger(), { token: input })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(verifyEmail(harness.stranger(), null)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await verifyEmail(harness.stranger(), { token });
  });

  test("of an account that was closed does nothing", async () => {
    const account = await harness.createAccount({ isVerified: false });
    const token = await verificationOf(account);
    await harness.rows("UPDATE users SET is_active = false WHERE id = $1", [account.userId]);
    await expect(verifyEmail(harness.stranger(), { token })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a change of address", () => {
  test("takes effect by the link alone, warns the old address, and signs out everywhere but where it was opened", async () => {
    const account = await harness.createAccount();
    const [own] = [await harness.openSession(account), await harness.openSession(account)];
    const email = newAddress();
    await requestEmailChange(harness.asOwner(account, own), {
      password: accountPassword,
      email: email.toUpperCase(),
    });
    const mails = await harness.deliver();
    expect(mails).toMatchObject([
      { to: [email], subject: "Confirm your new email address" },
      { to: [account.email], subject: "Your email address is about to change" },
    ]);
    expect(mails[1]?.text).not.toContain("token=");
    expect(await accountById(account.userId)).toMatchObject({ email: account.email });
    expect(await harness.sessionEnds(account)).toEqual([null, null]);

    const verified = await verifyEmail(harness.asOwner(account, own), { token: tokenIn(mails[0]) });
    expect(verified).toEqual({ email, isChange: true });
    expect(await accountById(account.userId)).toEqual({ email, email_verified: true });
    expect(await harness.sessionEnds(account)).toEqual([null, "email_changed"]);
  });

  test("by a link that somebody else opened ends every session", async () => {
    const account = await harness.createAccount();
    await harness.openSession(account);
    const other = await harness.createAccount();
    const session = await harness.openSession(other);
    const token = await changeOf(account, newAddress());
    await verifyEmail(harness.asOwner(other, session), { token });
    expect(await harness.sessionEnds(account)).toEqual(["email_changed"]);
  });

  test("asks for the password, and limits how often it is guessed at", async () => {
    const account = await harness.createAccount();
    const ask = (password: unknown) => requestEmailChange(harness.asOwner(account), { password, email: newAddress() });
    for (const password of ["", "wrong", null])
      await expect(ask(password)).rejects.toMatchObject({ fields: { password: expect.any(String) } });
    for (let time = 0; time < 9; time += 1) await ask("wrong").catch(() => {});
    await expect(ask(accountPassword)).rejects.toMatchObject({ code: "RATE_LIMITED" });
    expect(await harness.queuedMails()).toEqual([]);
  });

  test("to an address that has an account answers alike, and tells its owner alone", async () => {
    const [account, other] = [await harness.createAccount(), await harness.createAccount()];
    const input = { password: accountPassword, email: other.email };
    expect(await requestEmailChange(harness.asOwner(account), input)).toBeUndefined();
    expect(await harness.deliver()).toMatchObject([
      { to: [other.email], subject: "You already have an account" },
      { to: [account.email], subject: "Your email address is about to change" },
    ]);
    expect(await harness.rows("SELECT FROM email_verification_tokens WHERE user_id = $1", [account.userId])).toEqual(
      [],
    );
  });

  test("to an address that was taken meanwhile is refused, and the account keeps its own", async () => {
    const account = await harness.createAccount();
    const email = newAddress();
    const token = await changeOf(account, email);
    await harness.rows("INSERT INTO users (email, name) VALUES ($1, 'Quicker')", [email]);
    for (let time = 0; time < 2; time += 1)
      await expect(verifyEmail(harness.stranger(), { token })).rejects.toMatchObject({
        code: "CONFLICT",
        message: expect.stringContaining("now belongs to another account"),
      });
    expect(await accountById(account.userId)).toMatchObject({ email: account.email });
  });

  test("of two accounts to one address at once works for one", async () => {
    const accounts = [await harness.createAccount(), await harness.createAccount()];
    const email = newAddress();
    const tokens = [];
    for (const account of accounts) tokens.push(await changeOf(account, email));
    const both = await Promise.allSettled(tokens.map((token) => verifyEmail(harness.stranger(), { token })));
    expect(both.filter(({ status }) => status === "rejected")).toMatchObject([{ reason: { code: "CONFLICT" } }]);
  });

  test("ends with a new password, changed or reset", async () => {
    const changed = await harness.createAccount();
    const first = await changeOf(changed, newAddress());
    await changePassword(harness.asOwner(changed), { current: accountPassword, password: otherPassword });
    const reset = await harness.createAccount();
    const second = await changeOf(reset, newAddress());
    await harness.deliver();
    await requestPasswordReset(harness.stranger(), { email: reset.email });
    await resetPassword(harness.stranger(), { token: tokenIn((await harness.deliver())[0]), password: otherPassword });
    for (const token of [first, second])
      await expect(verifyEmail(harness.stranger(), { token })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("makes links that were mailed to the old address useless, so that it is not taken back there", async () => {
    const account = await harness.createAccount({ isVerified: false });
    const toOldAddress = await verificationOf(account);
    await requestPasswordReset(harness.stranger(), { email: account.email });
    const reset = tokenIn((await harness.deliver())[0]);
    const email = newAddress();
    await verifyEmail(harness.stranger(), { token: await changeOf(account, email) });
    await expect(verifyEmail(harness.stranger(), { token: toOldAddress })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(resetPassword(harness.stranger(), { token: reset, password: otherPassword })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await accountById(account.userId)).toMatchObject({ email });
  });

  test("is not asked for by a job or a webhook, nor in an old session without a password", async () => {
    const input = { password: accountPassword, email: newAddress() };
    const job = { ...harness.asOwner(await harness.createAccount()), actor: { kind: "job", name: "test" } } as const;
    await expect(requestEmailChange(job, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const withoutPassword = await harness.createAccount({ password: null });
    await expect(requestEmailChange(harness.asOwner(withoutPassword), input)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

test("a change of address whose mail still waits is stopped by a new password, and one asked for after it is not", async () => {
  const account = await harness.createAccount();
  const ctx = harness.asOwner(account);
  const earlier = ctx.clock.now();
  harness.passHours(0.1);
  await changePassword(ctx, { current: accountPassword, password: otherPassword });
  harness.passHours(0.1);
  const request = { kind: "confirm-new-address", email: newAddress(), userId: account.userId } as const;
  const site = { url: "http://localhost:3000" };
  expect(await composeMail(ctx, site, request, earlier)).toBeNull();
  expect(await composeMail(ctx, site, request, ctx.clock.now())).toMatchObject({
    subject: "Confirm your new email address",
  });
});
