import pg from "pg";
import { expect } from "vitest";
import { newId } from "@/lib/platform/ids";
import { announcementReader } from "@/test/announcement-reader";
import { test } from "@/test/in-transaction";
import { waitUntil } from "@/test/wait-until";

async function createUser(db: pg.Client): Promise<string> {
  const { rows } = await db.query<{ id: string }>("INSERT INTO users (email, name) VALUES ($1, 'x') RETURNING id", [
    `${newId()}@tenant.example`,
  ]);
  return rows[0]?.id ?? "";
}
const count = async (db: pg.Client, sql: string) =>
  (await db.query<{ n: number }>(`SELECT (${sql})::integer AS n`)).rows[0]?.n;

test.for([
  {
    name: "cleanup_trigger_error_log",
    insert:
      "INSERT INTO trigger_error_log (table_name, operation, error_message, occurred_at) SELECT 'calls', 'INSERT', 'x', now() - age FROM ages",
    table: "trigger_error_log",
    keptDays: 7,
  },
  {
    name: "cleanup_old_login_attempts",
    insert:
      "INSERT INTO login_attempts (email, success, attempted_at) SELECT 'a@b.example', true, now() - age FROM ages",
    table: "login_attempts",
    keptDays: 30,
  },
  {
    name: "cleanup_old_password_reset_attempts",
    insert:
      "INSERT INTO password_reset_attempts (email, success, attempted_at) SELECT 'a@b.example', true, now() - age FROM ages",
    table: "password_reset_attempts",
    keptDays: 7,
  },
  {
    name: "cleanup_old_job_runs",
    insert: "INSERT INTO job_runs (task, started_at) SELECT 'x', now() - age FROM ages",
    table: "job_runs",
    keptDays: 30,
  },
])(
  "$name keeps $keptDays days, to the minute, and says how many rows it removed",
  async ({ name, insert, table, keptDays }, { db }) => {
    await db.query(
      `WITH ages AS (SELECT interval '${keptDays} days' + n * interval '1 minute' AS age FROM unnest(ARRAY[-1, 1, 2]) n) ${insert}`,
    );
    expect(await count(db, `SELECT ${name}()`)).toBe(2);
    expect(await count(db, `SELECT count(*) FROM ${table}`)).toBe(1);
  },
);

test("a clean-up removes at most the given number of rows per call", async ({ db }) => {
  await db.query(
    "INSERT INTO login_attempts (email, success, attempted_at) SELECT 'a@b.example', true, now() - interval '31 days' FROM generate_series(1, 25)",
  );
  const removed = [];
  for (let call = 0; call < 4; call += 1) removed.push(await count(db, "SELECT cleanup_old_login_attempts(10)"));
  expect(removed).toEqual([10, 10, 5, 0]);
});

test("the error log keeps the given number of days", async ({ db }) => {
  await db.query(
    "INSERT INTO trigger_error_log (table_name, operation, error_message, occurred_at) SELECT 'calls', 'INSERT', 'x', now() - make_interval(days => n) FROM generate_series(1, 5) n",
  );
  expect(await count(db, "SELECT cleanup_trigger_error_log(3)")).toBe(2);
});

test("a session goes when it has expired and can no longer be refreshed", async ({ db }) => {
  const userId = await createUser(db);
  await db.query(
    `INSERT INTO user_sessions (user_id, token_hash, expires_at, refresh_expires_at, is_active) VALUES
       ($1, 'works', now() + interval '1 hour', NULL, true),
       ($1, 'expired', now() - interval '1 minute', NULL, true),
       ($1, 'refreshable', now() - interval '1 minute', now() + interval '1 hour', true),
       ($1, 'revoked', now() - interval '1 minute', now() - interval '1 second', false)`,
    [userId],
  );
  expect(await count(db, "SELECT cleanup_expired_sessions()")).toBe(2);
  const { rows } = await db.query("SELECT token_hash FROM user_sessions ORDER BY 1");
  expect(rows).toEqual([{ token_hash: "refreshable" }, { token_hash: "works" }]);
});

test("cached dashboard data goes when it has expired", async ({ db }) => {
  const userId = await createUser(db);
  await db.query(
    `INSERT INTO dashboard_cache (user_id, cache_key, cache_data, expires_at)
     VALUES ($1, 'old', '{}', now() - interval '1 second'), ($1, 'new', '{}', now() + interval '1 minute')`,
    [userId],
  );
  expect(await count(db, "SELECT cleanup_expired_dashboard_cache()")).toBe(1);
  expect((await db.query("SELECT cache_key FROM dashboard_cache")).rows).toEqual([{ cache_key: "new" }]);
});

test("trigger health counts what the catalogue holds, and names what is disabled or failing", async ({ db }) => {
  const health = async (table: string) =>
    (await db.query("SELECT * FROM get_cache_trigger_health() WHERE table_name = $1", [table])).rows[0];
  const before = await health("calls");
  expect(before).toMatchObject({
    active_cache_triggers: 3,
    disabled_triggers: [],
    recent_errors: 0,
    last_error_at: null,
  });

  await db.query("ALTER TABLE calls DISABLE TRIGGER cache_invalidation_calls_update");
  await db.query(
    `INSERT INTO trigger_error_log (table_name, operation, error_message, occurred_at)
     VALUES ('calls', 'INSERT', 'x', now()), ('calls', 'INSERT', 'old', now() - interval '25 hours'), ('gone', 'INSERT', 'x', now())`,
  );
  expect(await health("calls")).toMatchObject({
    active_triggers: before.active_triggers - 1,
    active_cache_triggers: 2,
    disabled_triggers: ["cache_invalidation_calls_update"],
    recent_errors: 1,
  });
  expect(await health("gone")).toMatchObject({ active_triggers: 0, recent_errors: 1 });
});

test("a test of invalidation announces what a change would, and refuses a table that announces nothing", async ({
  db,
  connectionString,
}) => {
  const listener = new pg.Client({ connectionString });
  await listener.connect();
  const heard: string[] = [];
  listener.on("notification", ({ payload }) => heard.push(payload ?? ""));
  await listener.query("LISTEN cache_invalidation");
  const userId = newId();
  const { rows } = await listener.query<{ payload: string }>("SELECT test_cache_invalidation('calls', $1) AS payload", [
    userId,
  ]);
  await waitUntil(() => heard.length > 0);
  await listener.end();
  expect(heard).toEqual([rows[0]?.payload]);
  const reader = await announcementReader(db);
  expect(reader.read(heard[0] ?? "")).toEqual({ table: "calls", tenantName: reader.nameOf(userId) });
  await expect(db.query("SELECT test_cache_invalidation('trigger_error_log', $1)", [userId])).rejects.toThrow(
    "No trigger announces changes of trigger_error_log for a tenant.",
  );
});
