import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AccountHarness, createAccountHarness, home, password, type TestAccount } from "@/test/account-harness";
import type { SessionTokens } from "../sessions/session-token";
import { confirmSecondFactor } from "./confirm-second-factor";
import { disableSecondFactor } from "./disable-second-factor";
import { getSecondFactor } from "./get-second-factor";
import { renewRecoveryCodes } from "./renew-recovery-codes";
import { startSecondFactor } from "./start-second-factor";
import { verifySecondFactor } from "./verify-second-factor";

let harness: AccountHarness;
beforeAll(async () => {
  harness = await createAccountHarness();
});
afterAll(() => harness.dispose());

const codeOf = (secret: string, stepsAhead = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: harness.time.now.getTime() + stepsAhead * 30_000 });

type Protected = { account: TestAccount; secret: string; recoveryCodes: string[]; tokens: SessionTokens };

/** An account whose second factor was confirmed a minute ago, in the session of `tokens`. */
async function protect(options: Parameters<AccountHarness["createAccount"]>[0] = {}): Promise<Protected> {
  const account = await harness.createAccount(options);
  const tokens = await harness.signIn(account);
  const ctx = harness.contextOf(account, tokens);
  const { secret } = await startSecondFactor(ctx, { password });
  const recoveryCodes = await confirmSecondFactor(ctx, { code: codeOf(secret) });
  harness.time.pass(60);
  return { account, secret, recoveryCodes, tokens };
}
const refusedCode = { code: "BAD_REQUEST", fields: { code: "This code is wrong or has already been used." } };

describe("setting it up", () => {
  test("asks for the password, offers what authenticators read, and counts only from its first code on", async () => {
    const account = await harness.createAccount();
    const tokens = await harness.signIn(account);
    const ctx = harness.contextOf(account, tokens);
    for (const input of [{ password: "wrong" }, { password: "" }, {}, null])
      await expect(startSecondFactor(ctx, input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const offer = await startSecondFactor(ctx, { password });
    expect(offer.uri).toContain(`secret=${offer.secret}`);
    expect(offer.uri).toMatch(/^otpauth:\/\/totp\/Callwright:.*issuer=Callwright.*digits=6&period=30$/);
    expect(offer.svg).toMatch(/^<svg/);
    await expect(confirmSecondFactor(ctx, { code: "000000" })).rejects.toMatchObject(refusedCode);
    expect(await harness.stateOf(await harness.signIn(account))).toBe("signed_in");
    const [row] = await harness.rows("SELECT secret_encrypted FROM second_factors WHERE user_id = $1", [
      account.userId,
    ]);
    expect(JSON.stringify(row)).not.toContain(offer.secret);
  });

  test("keeps the session that did it, ends the others and shows ten codes that are kept as hashes only", async () => {
    const account = await harness.createAccount();
    const [own, other] = [await harness.signIn(account), await harness.signIn(account)];
    const ctx = harness.contextOf(account, own);
    const { secret } = await startSecondFactor(ctx, { password });
    const codes = await confirmSecondFactor(ctx, { code: codeOf(secret) });
    expect([await harness.stateOf(own), await harness.stateOf(other)]).toEqual(["signed_in", "signed_out"]);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
    const kept = await harness.rows("SELECT code_hash FROM second_factor_recovery_codes WHERE user_id = $1", [
      account.userId,
    ]);
    expect(kept).toHaveLength(10);
    for (const code of codes) expect(JSON.stringify(kept)).not.toContain(code.replace("-", ""));
    expect(await getSecondFactor(ctx)).toMatchObject({ confirmedAt: harness.time.now, recoveryCodesLeft: 10 });
    await expect(startSecondFactor(ctx, { password })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(confirmSecondFactor(ctx, { code: codeOf(secret) })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("a sign-in with a second factor", () => {
  test("is not signed in before its code, and the tokens from before the code do not work after it", async () => {
    const { account, secret } = await protect();
    const before = await harness.signIn(account);
    expect(await harness.stateOf(before)).toBe("second_factor_missing");
    const after = await verifySecondFactor(harness.contextOf(account, before), { code: codeOf(secret) });
    expect(await harness.stateOf(after)).toBe("signed_in");
    expect(await harness.stateOf(before)).toBe("stale");
    // A tab that asked at the same moment is refused and ends nothing; later it is somebody else's copy.
    expect(await harness.refresh(before)).toBeNull();
    expect(await harness.stateOf(after)).toBe("signed_in");
    harness.time.pass(31);
    expect(await harness.refresh(before)).toBeNull();
    expect(await harness.stateOf(after)).toBe("signed_out");
  });

  test("takes a code of the step before or after, each step once, and none that is older", async () => {
    const { account, secret } = await protect();
    const give = async (code: string) =>
      verifySecondFactor(harness.contextOf(account, await harness.signIn(account)), { code });
    await expect(give(codeOf(secret, -2))).rejects.toMatchObject(refusedCode);
    await expect(give(codeOf(secret, 2))).rejects.toMatchObject(refusedCode);
    await give(codeOf(secret, -1));
    await give(codeOf(secret, 1).replace(/^.../, "$& "));
    for (const step of [-1, 0, 1]) await expect(give(codeOf(secret, step))).rejects.toMatchObject(refusedCode);
  });

  test("of two that use one code concurrently, one succeeds; the same with a recovery code", async () => {
    const { account, secret, recoveryCodes } = await protect();
    for (const code of [codeOf(secret), (recoveryCodes[0] ?? "").toUpperCase().replace("-", " ")]) {
      const sessions = [await harness.signIn(account), await harness.signIn(account)];
      const given = sessions.map((tokens) => verifySecondFactor(harness.contextOf(account, tokens), { code }));
      const results = (await Promise.allSettled(given)).map(({ status }) => status);
      expect(results.sort()).toEqual(["fulfilled", "rejected"]);
    }
    const ctx = harness.contextOf(account, await harness.signIn(account));
    expect((await getSecondFactor(ctx)).recoveryCodesLeft).toBe(9);
  });

  test("locks after five wrong codes, however often the right password is given in between", async () => {
    const { account, secret } = await protect();
    const sessions = [await harness.signIn(account), await harness.signIn(account)];
    for (let round = 0; round < 5; round += 1) {
      harness.time.pass(1);
      const ctx = harness.contextOf(account, sessions[round % 2] ?? { sessionId: "" });
      await expect(verifySecondFactor(ctx, { code: `00000${round}` })).rejects.toMatchObject({ code: "BAD_REQUEST" });
      if (round < 4) sessions[round % 2] = await harness.signIn(account);
    }
    const ctx = harness.contextOf(account, sessions[0] ?? { sessionId: "" });
    const right = verifySecondFactor(ctx, { code: codeOf(secret) });
    await expect(right).rejects.toMatchObject({ code: "RATE_LIMITED", retryAfterSeconds: 900 });
    await expect(harness.signIn(account)).rejects.toMatchObject({ code: "RATE_LIMITED" });
  });

  test("that was revoked meanwhile stays ended, and its code can still be given elsewhere", async () => {
    const { account, secret } = await protect();
    const [revoked, other] = [await harness.signIn(account), await harness.signIn(account)];
    await harness.rows("UPDATE user_sessions SET is_active = false WHERE id = $1", [revoked.sessionId]);
    const code = codeOf(secret);
    const late = verifySecondFactor(harness.contextOf(account, revoked), { code });
    await expect(late).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    const tokens = await verifySecondFactor(harness.contextOf(account, other), { code });
    expect(await harness.stateOf(tokens)).toBe("signed_in");
  });
});

test("an administrator who must have one and has none can only set it up, and cannot turn it off", async () => {
  const setting = "UPDATE system_config SET config_value = $1 WHERE config_key = 'require_admin_second_factor'";
  const admin = await harness.createAccount({ role: "admin" });
  const user = await harness.createAccount();
  await harness.rows(setting, ["true"]);
  expect(await harness.stateOf(await harness.signIn(user))).toBe("signed_in");
  const tokens = await harness.signIn(admin);
  expect(await harness.stateOf(tokens)).toBe("second_factor_not_set_up");
  const ctx = harness.contextOf(admin, tokens);
  expect(await getSecondFactor(ctx)).toMatchObject({ isRequired: true, confirmedAt: null });
  const { secret } = await startSecondFactor(ctx, { password });
  await confirmSecondFactor(ctx, { code: codeOf(secret) });
  expect(await harness.stateOf(tokens)).toBe("signed_in");
  const off = disableSecondFactor(ctx, { password, code: codeOf(secret, 1) });
  await expect(off).rejects.toMatchObject({ code: "FORBIDDEN" });
  await harness.rows(setting, ["false"]);
});

test("turning it off asks for the password and a code, and then sign-ins ask for none", async () => {
  const { account, secret, tokens } = await protect();
  const ctx = harness.contextOf(account, tokens);
  const noPassword = disableSecondFactor(ctx, { password: "wrong", code: codeOf(secret) });
  await expect(noPassword).rejects.toMatchObject({ fields: { password: expect.any(String) } });
  await expect(disableSecondFactor(ctx, { password, code: "000000" })).rejects.toMatchObject(refusedCode);
  await disableSecondFactor(ctx, { password, code: codeOf(secret) });
  expect(await harness.stateOf(tokens)).toBe("signed_in");
  expect(await harness.stateOf(await harness.signIn(account))).toBe("signed_in");
  expect(await harness.rows("SELECT FROM second_factor_recovery_codes WHERE user_id = $1", [account.userId])).toEqual(
    [],
  );
});

test("new recovery codes replace the old ones", async () => {
  const { account, recoveryCodes, secret, tokens } = await protect();
  const ctx = harness.contextOf(account, tokens);
  const code = codeOf(secret);
  await expect(renewRecoveryCodes(ctx, { password: "wrong", code })).rejects.toMatchObject({
    fields: { password: expect.any(String) },
  });
  // Somebody who has the session and the password has no second factor yet.
  await expect(renewRecoveryCodes(ctx, { password })).rejects.toMatchObject({ fields: { code: expect.any(String) } });
  await expect(renewRecoveryCodes(ctx, { password, code: "000000" })).rejects.toMatchObject(refusedCode);
  const [renewed = ""] = await renewRecoveryCodes(ctx, { password, code });
  const give = async (code: string | undefined) =>
    verifySecondFactor(harness.contextOf(account, await harness.signIn(account)), { code });
  await expect(give(recoveryCodes[0])).rejects.toMatchObject(refusedCode);
  await expect(give(renewed)).resolves.toMatchObject({ refreshToken: expect.any(String) });
  const without = await harness.createAccount();
  const unprotected = harness.contextOf(without, await harness.signIn(without));
  await expect(renewRecoveryCodes(unprotected, { password, code })).rejects.toMatchObject(refusedCode);
});

test("guesses at the password of somebody who is signed in lock like sign-ins", async () => {
  const account = await harness.createAccount();
  const ctx = harness.contextOf(account, await harness.signIn(account, home));
  harness.time.pass(1);
  for (let round = 0; round < 5; round += 1) await startSecondFactor(ctx, { password: "wrong" }).catch(() => {});
  await expect(startSecondFactor(ctx, { password })).rejects.toMatchObject({ code: "RATE_LIMITED" });
});

test("a user without a password sets it up within fifteen minutes of signing in", async () => {
  const account = await harness.createAccount();
  const tokens = await harness.signIn(account);
  await harness.db.auth(async (tx) => {
    await tx.query("SELECT set_config('app.session_id', $1, true)", [tokens.sessionId]);
    await tx.query("UPDATE users SET password_hash = NULL WHERE id = $1", [account.userId]);
  });
  const openedAt = "UPDATE user_sessions SET created_at = $2 WHERE id = $1";
  await harness.rows(openedAt, [tokens.sessionId, new Date(harness.time.now.getTime() - 899_000)]);
  const ctx = harness.contextOf(account, tokens);
  expect((await startSecondFactor(ctx, { password: "" })).secret).toMatch(/^[A-Z2-7]{32}$/);
  await harness.rows(openedAt, [tokens.sessionId, new Date(harness.time.now.getTime() - 900_000)]);
  await expect(startSecondFactor(ctx, { password: "" })).rejects.toMatchObject({ code: "FORBIDDEN" });
});
