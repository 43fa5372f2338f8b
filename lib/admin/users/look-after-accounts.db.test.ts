import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findLockoutEnd } from "@/lib/auth/sign-in/find-lockout-end";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in-with-password";
import { newId } from "@/lib/platform/ids";
import { home, password } from "@/test/account-harness";
import { type AdminHarness, createAdminHarness, type SignedIn } from "@/test/admin-harness";
import { cancelDeletion } from "./cancel-deletion";
import { changeUserTimeZone } from "./change-user-time-zone";
import { endUserSessions } from "./end-user-sessions";
import { inviteUser } from "./invite-user";
import { liftLockout } from "./lift-lockout";
import { removeSecondFactor } from "./remove-second-factor";
import { scheduleDeletion } from "./schedule-deletion";
import { sendReset } from "./send-reset";
import { setUserActive } from "./set-user-active";
import { verifyAddress } from "./verify-address";

let harness: AdminHarness;
let admin: SignedIn;
let boss: SignedIn;
let user: SignedIn;
beforeAll(async () => {
  harness = await createAdminHarness();
  [admin, boss] = [await harness.signedIn("admin"), await harness.signedIn("super_admin")];
});
beforeEach(async () => {
  user = await harness.signedIn("user");
  await harness.rows("DELETE FROM graphile_worker._private_jobs");
});
afterAll(() => harness.dispose());

const about = (more: object = {}) => ({ userId: user.userId, reason: "Asked by phone", ...more });
const account = async () => (await harness.rows("SELECT * FROM users WHERE id = $1", [user.userId]))[0];
const openSessions = async () =>
  (await harness.rows("SELECT id FROM user_sessions WHERE user_id = $1 AND is_active", [user.userId])).length;
const guess = () => signInWithPassword(harness.verbs(), { email: user.email, password: "wrong" }, home).catch(() => {});

test("a lockout that is lifted lets the owner in at once, and the next guesses count from the beginning", async () => {
  const lockedUntil = () => harness.db.auth((tx) => findLockoutEnd(tx, { email: user.email, now: harness.time.now }));
  harness.time.pass(1);
  for (let failure = 0; failure < 4; failure += 1) await guess();
  expect(await lockedUntil()).toBeNull();
  await guess();
  expect(await lockedUntil()).toEqual(new Date(harness.time.now.getTime() + 15 * 60_000));
  await expect(signInWithPassword(harness.verbs(), { email: user.email, password }, home)).rejects.toMatchObject({
    code: "RATE_LIMITED",
  });
  expect(await liftLockout(admin.ctx, about())).toEqual({ forgiven: 6 });
  expect(await lockedUntil()).toBeNull();
  for (let failure = 0; failure < 4; failure += 1) await guess();
  await signInWithPassword(harness.verbs(), { email: user.email, password }, home);
  expect(await lockedUntil()).toBeNull();
});

test("one session ends, then all, with effect from the next request", async () => {
  const tokens = await harness.signIn(user);
  expect(await endUserSessions(admin.ctx, about({ sessionId: tokens.sessionId }))).toEqual({ ended: 1 });
  expect(await harness.stateOf(tokens)).toBe("signed_out");
  expect(await openSessions()).toBe(1);
  expect(await endUserSessions(admin.ctx, about({ sessionId: tokens.sessionId }))).toEqual({ ended: 0 });
  expect(await endUserSessions(admin.ctx, about({ sessionId: boss.ctx.sessionId }))).toEqual({ ended: 0 });
  expect(await endUserSessions(admin.ctx, about())).toEqual({ ended: 1 });
  expect(await openSessions()).toBe(0);
  expect(await harness.entriesAbout(user.userId)).toHaveLength(2);
});

test("a second factor is removed with its recovery codes; sessions end, and the owner is told", async () => {
  await expect(removeSecondFactor(boss.ctx, about())).rejects.toMatchObject({ code: "CONFLICT" });
  await harness.rows("INSERT INTO second_factors (user_id, secret_encrypted, confirmed_at) VALUES ($1, 'x', now())", [
    user.userId,
  ]);
  await harness.rows("INSERT INTO second_factor_recovery_codes (user_id, code_hash) VALUES ($1, 'x')", [user.userId]);
  await removeSecondFactor(boss.ctx, about());
  const left = await harness.rows(
    "SELECT 1 FROM second_factors WHERE user_id = $1 UNION ALL SELECT 1 FROM second_factor_recovery_codes WHERE user_id = $1",
    [user.userId],
  );
  expect([left, await openSessions(), await harness.queuedMails()]).toEqual([
    [],
    0,
    [`second-factor-off ${user.email}`],
  ]);
  await expect(removeSecondFactor(boss.ctx, { ...about(), userId: boss.userId })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("deactivating ends sessions and running imports, and its owner is told, as of activating", async () => {
  await harness.rows(
    `INSERT INTO contact_imports (user_id, file_name, file_bytes, encoding, separator, has_header, columns, header_digest, row_count, storage_key, status)
     VALUES ($1::uuid, 'people.csv', 10, 'utf-8', ',', true, '[]', '', 3, 'imports/' || $1::text || '/x', 'running')`,
    [user.userId],
  );
  await setUserActive(admin.ctx, about({ isActive: false }));
  const [found] = await harness.rows("SELECT cancel_requested_at FROM contact_imports WHERE user_id = $1", [
    user.userId,
  ]);
  expect(found).toEqual({ cancel_requested_at: expect.any(Date) });
  expect(await openSessions()).toBe(0);
  await setUserActive(admin.ctx, about({ isActive: false }));
  await setUserActive(admin.ctx, about({ isActive: true }));
  expect(await harness.queuedMails()).toEqual([`account-closed ${user.email}`, `account-opened ${user.email}`]);
});

test("a link for a new password goes to the address, and not of a closed account", async () => {
  expect(await sendReset(admin.ctx, about())).toEqual({ email: user.email });
  expect(await harness.queuedMails()).toEqual([`reset-password ${user.email}`]);
  await harness.rows("UPDATE users SET is_active = false WHERE id = $1", [user.userId]);
  await expect(sendReset(admin.ctx, about())).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await harness.queuedMails()).toHaveLength(1);
});

test("an address is verified once", async () => {
  await harness.rows("UPDATE users SET email_verified = false WHERE id = $1", [user.userId]);
  await verifyAddress(admin.ctx, about());
  await verifyAddress(admin.ctx, about());
  expect(await account()).toMatchObject({ email_verified: true });
  expect(await harness.entriesAbout(user.userId)).toHaveLength(1);
});

test("another time zone is asked of the jobs; an unknown one is refused beside its field", async () => {
  await changeUserTimeZone(admin.ctx, about({ timezone: "America/St_Johns" }));
  const jobs = await harness.rows("SELECT payload FROM graphile_worker._private_jobs");
  expect(jobs).toEqual([{ payload: { userId: user.userId, timezone: "America/St_Johns" } }]);
  for (const timezone of ["Mars/Olympus", "+02:00", ""]) {
    await expect(changeUserTimeZone(admin.ctx, about({ timezone }))).rejects.toMatchObject({
      fields: { timezone: expect.any(String) },
    });
  }
});

test("a deletion is scheduled once, its owner is told, and it is cancelled until erasing has begun", async () => {
  const { deleteAfter } = await scheduleDeletion(admin.ctx, about());
  expect(deleteAfter).toEqual(new Date(harness.time.now.getTime() + 14 * 86_400_000));
  harness.time.now = new Date(harness.time.now.getTime() + 1000);
  expect(await scheduleDeletion(boss.ctx, about())).toEqual({ deleteAfter });
  expect(await harness.queuedMails()).toEqual([`deletion-requested ${user.email}`]);
  await cancelDeletion(admin.ctx, about());
  expect(await account()).toMatchObject({ delete_after: null });
  await harness.rows("UPDATE users SET is_active = false, delete_after = now() WHERE id = $1", [user.userId]);
  await expect(cancelDeletion(admin.ctx, about())).rejects.toMatchObject({ code: "CONFLICT" });
});

test("the last super admin who stays is not deleted", async () => {
  const other = await harness.signedIn("super_admin");
  await harness.rows("UPDATE users SET delete_after = now() + interval '1 day' WHERE id = $1", [boss.userId]);
  await expect(scheduleDeletion(boss.ctx, { ...about(), userId: other.userId })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await harness.rows("UPDATE users SET delete_after = NULL WHERE id = $1", [boss.userId]);
  await scheduleDeletion(boss.ctx, { ...about(), userId: other.userId });
});

test("an invited user has an account without a password, the bonus, and a link in the mail", async () => {
  const email = `${newId()}@tenant.example`;
  const { userId } = await inviteUser(admin.ctx, { name: "Grace", email: ` ${email.toUpperCase()} `, reason: "Sold" });
  const [invited] = await harness.rows(
    "SELECT email, name, role, credits, password_hash, email_verified FROM users WHERE id = $1",
    [userId],
  );
  expect(invited).toEqual({
    email,
    name: "Grace",
    role: "user",
    credits: 15,
    password_hash: null,
    email_verified: false,
  });
  expect(await harness.queuedMails()).toEqual([`invitation ${email}`]);
  await expect(inviteUser(admin.ctx, { name: "Grace", email, reason: "Again" })).rejects.toMatchObject({
    code: "CONFLICT",
    fields: { email: expect.any(String) },
  });
});

test("nothing is done without a reason", async () => {
  for (const reason of ["", "  ", "\0", undefined, "x".repeat(501)]) {
    await expect(liftLockout(admin.ctx, { userId: user.userId, reason })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      fields: { reason: expect.any(String) },
    });
  }
});
