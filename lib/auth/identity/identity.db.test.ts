import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TenantContext } from "@/lib/access/context";
import { type AccountHarness, createAccountHarness, password, type TestAccount } from "@/test/account-harness";
import { confirmSecondFactor } from "../second-factor/confirm-second-factor";
import { startSecondFactor } from "../second-factor/start-second-factor";
import { getProofMethods } from "./get-proof-methods";
import { proveIdentity } from "./prove-identity";
import { proofMinutes, requireRecentProof } from "./require-recent-proof";

let harness: AccountHarness;
let account: TestAccount;
let ctx: TenantContext;
beforeAll(async () => {
  harness = await createAccountHarness();
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  account = await harness.createAccount();
  ctx = harness.contextOf(account, await harness.signIn(account));
});

const asked = { code: "PROOF_REQUIRED" };
const passProof = () => harness.time.pass(proofMinutes * 60);

test("a sign-in counts as proof for ten minutes, and not longer", async () => {
  harness.time.pass(proofMinutes * 60 - 1);
  await requireRecentProof(ctx);
  harness.time.pass(1);
  await expect(requireRecentProof(ctx)).rejects.toMatchObject(asked);
});

test("the password proves it again for this session alone; a wrong one is refused beside its field and counts as a failure", async () => {
  const other = harness.contextOf(account, await harness.signIn(account));
  passProof();
  await expect(proveIdentity(ctx, { password: "wrong" })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    fields: { password: "This is not your password." },
  });
  await expect(requireRecentProof(ctx)).rejects.toMatchObject(asked);
  await proveIdentity(ctx, { password });
  await requireRecentProof(ctx);
  await expect(requireRecentProof(other)).rejects.toMatchObject(asked);
  const attempts = await harness.rows(
    "SELECT success FROM login_attempts WHERE email = $1 AND attempted_at = $2 ORDER BY success",
    [account.email, harness.time.now],
  );
  expect(attempts).toEqual([{ success: false }, { success: true }]);
});

test("a code of the authenticator proves it, once", async () => {
  const { secret } = await startSecondFactor(ctx, { password });
  const code = () => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: harness.time.now.getTime() });
  await confirmSecondFactor(ctx, { code: code() });
  passProof();
  const given = code();
  await proveIdentity(ctx, { code: given });
  await requireRecentProof(ctx);
  await expect(proveIdentity(ctx, { code: given })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  expect(await getProofMethods(ctx)).toMatchObject({ hasPassword: true, hasSecondFactor: true });
});

test("whoever signs in through a provider alone signs in there once more", async () => {
  await harness.rows("UPDATE users SET password_hash = NULL WHERE id = $1", [account.userId]);
  await harness.rows(
    "INSERT INTO oauth_accounts (user_id, provider, provider_account_id, email) VALUES ($1::uuid, 'google', $1::text, $2)",
    [account.userId, account.email],
  );
  await harness.rows("UPDATE user_sessions SET is_active = true, ended_at = NULL, end_reason = NULL WHERE id = $1", [
    ctx.sessionId,
  ]);
  expect(await getProofMethods(ctx)).toEqual({
    email: account.email,
    hasPassword: false,
    hasSecondFactor: false,
    providers: ["google"],
  });
  passProof();
  for (const given of ["", "guess"]) {
    await expect(proveIdentity(ctx, { password: given })).rejects.toMatchObject({ code: "PROOF_REQUIRED" });
  }
  await expect(requireRecentProof(ctx)).rejects.toMatchObject(asked);
});

test("another account's session proves nothing, nor does none", async () => {
  const stranger = await harness.createAccount();
  await expect(requireRecentProof({ ...harness.contextOf(stranger, ctx) })).rejects.toMatchObject(asked);
  const { sessionId: _, ...without } = ctx;
  await expect(requireRecentProof(without)).rejects.toMatchObject(asked);
});
