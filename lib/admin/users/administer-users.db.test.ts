import { runMigrations } from "graphile-worker";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context, UserActor, UserRole } from "@/lib/access/context";
import { openSession } from "@/lib/auth/sessions/open-session";
import { resolveSession } from "@/lib/auth/sessions/resolve-session";
import { systemClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { changeRole } from "./change-role";
import { setUserActive } from "./set-user-active";

let harness: IngestHarness;
beforeAll(async () => {
  harness = await createIngestHarness();
  await runMigrations({ connectionString: harness.connectionString });
  // An account with entries in the ledger is never deleted.
  await harness.rows("UPDATE system_config SET config_value = '0' WHERE config_key = 'new_user_bonus_credits'");
});
afterAll(() => harness.dispose());
let boss: string;
beforeEach(async () => {
  await harness.rows("SET session_replication_role = replica");
  await harness.rows("UPDATE users SET is_active = false, role = 'user'");
  await harness.rows("SET session_replication_role = origin");
  boss = await createAccount("super_admin");
});

async function createAccount(role: UserRole, isActive = true): Promise<string> {
  const id = newId();
  await harness.rows("INSERT INTO users (id, email, name, role, is_active) VALUES ($1, $2, 'Somebody', $3, $4)", [
    id,
    `${id}@tenant.example`,
    role,
    isActive,
  ]);
  // A session under the account's own id, so that everybody has just signed in.
  await harness.rows(
    "INSERT INTO user_sessions (id, user_id, token_hash, expires_at) VALUES ($1::uuid, $1::uuid, $1::text, now() + interval '1 day')",
    [id],
  );
  return id;
}

const as = (userId: string, role: UserRole): Context<UserActor> => ({
  actor: { kind: "user", userId, role, timezone: "UTC" },
  db: harness.db,
  clock: systemClock,
  requestId: "test",
  client: { ipAddress: "203.0.113.9", userAgent: "Test browser" },
  sessionId: userId,
});
const reason = "Asked by phone";
const stateOf = async (id: string) =>
  (await harness.rows('SELECT role, is_active AS "isActive" FROM users WHERE id = $1', [id]))[0];
const entriesAbout = (id: string) =>
  harness.rows(
    `SELECT admin_user_id, action, resource_type, resource_id, details, host(ip_address) AS ip, user_agent
     FROM admin_audit_log WHERE target_user_id = $1 ORDER BY entry_number`,
    [id],
  );
const openSessionOf = (userId: string) =>
  harness.db.auth((tx) =>
    openSession(tx, {
      userId,
      provider: "email",
      client: { ipAddress: null, userAgent: null },
      now: new Date(),
    }),
  );

test("a super admin gives and takes roles: sessions end, and the log says who, what, from where, before and after", async () => {
  const user = await createAccount("user");
  const token = await openSessionOf(user);
  await changeRole(as(boss, "super_admin"), { userId: user, role: "admin", reason });
  expect(await stateOf(user)).toEqual({ role: "admin", isActive: true });
  expect(await resolveSession(as(boss, "super_admin"), token)).toEqual({ state: "signed_out" });
  await changeRole(as(boss, "super_admin"), { userId: user, role: "admin", reason });
  await changeRole(as(boss, "super_admin"), { userId: user, role: "user", reason });
  const entry = {
    admin_user_id: boss,
    action: "user.change_role",
    resource_type: "users",
    resource_id: user,
    ip: "203.0.113.9",
    user_agent: "Test browser",
  };
  expect(await entriesAbout(user)).toEqual([
    { ...entry, details: { before: { role: "user" }, after: { role: "admin" }, reason } },
    { ...entry, details: { before: { role: "admin" }, after: { role: "user" }, reason } },
  ]);
});

test("an admin closes and opens a user's account, which ends its sessions, and the log says so", async () => {
  const admin = await createAccount("admin");
  const user = await createAccount("user");
  const token = await openSessionOf(user);
  await setUserActive(as(admin, "admin"), { userId: user, isActive: false, reason });
  expect(await resolveSession(as(admin, "admin"), token)).toEqual({ state: "signed_out" });
  await setUserActive(as(admin, "admin"), { userId: user, isActive: true, reason });
  expect(await resolveSession(as(admin, "admin"), token)).toEqual({ state: "signed_out" });
  expect((await entriesAbout(user)).map(({ action, details }) => ({ action, details }))).toEqual([
    { action: "user.deactivate", details: { before: { isActive: true }, after: { isActive: false }, reason } },
    { action: "user.activate", details: { before: { isActive: false }, after: { isActive: true }, reason } },
  ]);
});

test.each<[string, UserRole, UserRole]>([
  ["a user", "user", "user"],
  ["an admin", "admin", "user"],
  ["an admin, of another admin", "admin", "admin"],
])("%s changes nobody's role", async (_, role, targetRole) => {
  const actor = await createAccount(role);
  const target = await createAccount(targetRole);
  for (const given of ["user", "admin", "super_admin"]) {
    await expect(changeRole(as(actor, role), { userId: target, role: given, reason })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  }
  expect(await stateOf(target)).toEqual({ role: targetRole, isActive: true });
  expect(await entriesAbout(target)).toEqual([]);
});

test.each<[string, UserRole, UserRole]>([
  ["a user closes no account", "user", "user"],
  ["an admin closes no admin's account", "admin", "admin"],
  ["an admin closes no super admin's account", "admin", "super_admin"],
])("%s", async (_, role, targetRole) => {
  const actor = await createAccount(role);
  const target = await createAccount(targetRole);
  await expect(setUserActive(as(actor, role), { userId: target, isActive: false, reason })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  expect(await stateOf(target)).toEqual({ role: targetRole, isActive: true });
  expect(await entriesAbout(target)).toEqual([]);
});

test("nobody changes their own role or closes their own account", async () => {
  await createAccount("super_admin");
  const ctx = as(boss, "super_admin");
  await expect(changeRole(ctx, { userId: boss, role: "user", reason })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(setUserActive(ctx, { userId: boss, isActive: false, reason })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  expect(await stateOf(boss)).toEqual({ role: "super_admin", isActive: true });
});

test("a former role does not count: the database checks the current one", async () => {
  const demoted = await createAccount("admin");
  const closed = await createAccount("super_admin", false);
  const user = await createAccount("user");
  for (const former of [demoted, closed, user]) {
    await expect(changeRole(as(former, "super_admin"), { userId: boss, role: "user", reason })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  }
  await expect(setUserActive(as(user, "admin"), { userId: demoted, isActive: false, reason })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test.each([null, {}, { userId: "x", role: "admin" }, { userId: newId(), role: "owner" }, { userId: newId() }])(
  "the input %j is refused in words",
  async (input) => {
    await expect(changeRole(as(boss, "super_admin"), input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(setUserActive(as(boss, "super_admin"), input)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  },
);

test("an unknown account is not found, by an admin as by a super admin", async () => {
  const admin = await createAccount("admin");
  const notFound = { code: "NOT_FOUND" };
  await expect(changeRole(as(boss, "super_admin"), { userId: newId(), role: "admin", reason })).rejects.toMatchObject(
    notFound,
  );
  await expect(setUserActive(as(admin, "admin"), { userId: newId(), isActive: false, reason })).rejects.toMatchObject(
    notFound,
  );
});

test("the last active super admin cannot be removed, however it is tried", async () => {
  await createAccount("super_admin", false);
  await createAccount("admin");
  for (const statement of [
    "UPDATE users SET role = 'admin' WHERE id = $1",
    "UPDATE users SET is_active = false WHERE id = $1",
    "DELETE FROM users WHERE id = $1",
    "UPDATE users SET role = 'user' WHERE role = 'super_admin' AND $1 <> ''",
  ]) {
    await expect(harness.rows(statement, [boss]), statement).rejects.toMatchObject({
      constraint: "users_keep_a_super_admin",
    });
  }
  const second = await createAccount("super_admin");
  await harness.rows("UPDATE users SET role = 'admin' WHERE id = $1", [boss]);
  await harness.rows(
    "UPDATE users SET role = CASE id WHEN $1 THEN 'super_admin' ELSE 'admin' END WHERE id IN ($1, $2)",
    [boss, second],
  );
  expect(await stateOf(boss)).toMatchObject({ role: "super_admin" });
});

test("of two super admins who demote each other concurrently, one stays, and the other gets a sentence", async () => {
  for (let round = 0; round < 10; round += 1) {
    const other = await createAccount("super_admin");
    const outcomes = await Promise.allSettled([
      changeRole(as(boss, "super_admin"), { userId: other, role: "user", reason }),
      changeRole(as(other, "super_admin"), { userId: boss, role: "user", reason }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [first] = outcomes;
    boss = first?.status === "fulfilled" ? boss : other;
  }
});

test("a super admin who is demoted while closing the last other account gets a sentence", async () => {
  const other = await createAccount("super_admin");
  const outcomes = await Promise.allSettled([
    changeRole(as(boss, "super_admin"), { userId: other, role: "user", reason }),
    setUserActive(as(other, "super_admin"), { userId: boss, isActive: false, reason }),
  ]);
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
});

test.each(["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"])(
  "two transactions that each remove one of the last two under %s: one fails",
  async (isolation) => {
    const other = await createAccount("super_admin");
    const clients = await Promise.all([connect(), connect()]);
    const [first, second] = clients;
    for (const client of clients) await client.query(`BEGIN ISOLATION LEVEL ${isolation}; SELECT 1 FROM users`);
    await first.query("UPDATE users SET role = 'user' WHERE id = $1", [boss]);
    const later = second.query("UPDATE users SET is_active = false WHERE id = $1", [other]).then(
      () => second.query("COMMIT"),
      (error: unknown) => error,
    );
    await first.query("COMMIT");
    expect(await later).toBeInstanceOf(pg.DatabaseError);
    for (const client of clients) await client.end();
    expect(await stateOf(other)).toEqual({ role: "super_admin", isActive: true });
  },
);

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: harness.connectionString });
  await client.connect();
  return client;
}

test("the administrators' connection alone shows what pages show: no secret, no call, and it writes no account", async () => {
  const admin = await createAccount("admin");
  const attempts: [string, unknown[]][] = [
    ["SELECT password_hash FROM users", []],
    ["SELECT token_hash FROM user_sessions", []],
    ["SELECT ip_address FROM user_sessions", []],
    ["SELECT secret_encrypted FROM second_factors", []],
    ["SELECT provider_account_id FROM oauth_accounts", []],
    ["SELECT FROM calls", []],
    ["SELECT FROM contacts", []],
    ["SELECT FROM transcripts", []],
    ["SELECT body FROM webhook_events", []],
    ["INSERT INTO credit_transactions (user_id, type, amount, description) VALUES ($1, 'bonus', 5, 'x')", [admin]],
    ["DELETE FROM user_sessions", []],
    ["UPDATE platform_totals SET tenants = 0", []],
    ["UPDATE users SET role = 'super_admin' WHERE id = $1", [admin]],
    ["SELECT change_user_role($1, $1, 'super_admin')", [admin]],
    ["SELECT change_user_role(NULL, $1, 'super_admin')", [admin]],
    ["SELECT set_user_active(NULL, $1, false)", [admin]],
    ["UPDATE user_notes SET note = 'x'", []],
    ["DELETE FROM admin_audit_log", []],
    ["UPDATE login_attempts SET forgiven_at = now()", []],
    ["SELECT adjust_credits(NULL, $1, uuid_v7(), 'bonus', 5, 'x')", [admin]],
    ["SELECT end_user_sessions(NULL, $1)", [admin]],
    ["SELECT invite_user(NULL, gen_random_uuid(), 'x@y.example', 'x', 'UTC', NULL)", []],
    ["UPDATE audit_chain_head SET entry_number = 0", []],
  ];
  for (const [sql, values] of attempts) {
    await expect(
      harness.db.admin((tx) => tx.query(sql, values)),
      sql,
    ).rejects.toMatchObject({ code: "42501" });
  }
});
