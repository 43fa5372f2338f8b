import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context, UserActor, UserRole } from "@/lib/access/context";
import { createDatabase } from "@/lib/db/database";
import { openKysely } from "@/lib/db/open-kysely";
import { createChangeFeed } from "@/lib/live/change-feed";
import { provideEnv } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { waitUntil } from "@/test/wait-until";
import { readDefined, readSettings } from "./read-settings";
import { settings } from "./settings";
import { createSettingsCache } from "./settings-cache";
import { storeSetting, writeSetting } from "./write-setting";

let harness: IngestHarness;
let admin: Context<UserActor>;
beforeAll(async () => {
  harness = await createIngestHarness();
  const { userId } = await harness.createTenant();
  admin = contextOf(userId, "admin");
});
afterAll(() => harness.dispose());

const contextOf = (userId: string, role: UserRole): Context<UserActor> => ({
  ...harness.context(),
  actor: { kind: "user", userId, role, timezone: "UTC" },
});

test("the settings of the code are the settings of the database: keys, types, defaults, bounds, descriptions", async () => {
  const rows = await harness.rows(
    `SELECT config_key, value_type, default_value, config_value, min_value::float, max_value::float, is_encrypted, description
     FROM system_config ORDER BY config_key COLLATE "C"`,
  );
  const defined = Object.entries(settings).map(([key, definition]) => ({
    config_key: key,
    value_type: definition.type,
    default_value: String(definition.default),
    config_value: String(definition.default),
    min_value: "min" in definition ? definition.min : null,
    max_value: "max" in definition ? definition.max : null,
    is_encrypted: "isSensitive" in definition && definition.isSensitive,
    description: definition.description,
  }));
  expect(rows).toEqual(defined.sort((a, b) => (a.config_key < b.config_key ? -1 : 1)));
});

test("an administrator's value is read back in its type, and says who gave it", async () => {
  await writeSetting(admin, { key: "max_login_attempts", value: 7 });
  await writeSetting(admin, { key: "require_email_verification", value: false });
  const read = await harness.db.auth((tx) => readSettings(tx, ["max_login_attempts", "require_email_verification"]));
  expect(read).toEqual({ max_login_attempts: 7, require_email_verification: false });
  expect(
    await harness.rows("SELECT updated_by FROM system_config WHERE config_key = 'require_email_verification'"),
  ).toEqual([{ updated_by: admin.actor.userId }]);
});

test("a secret is ciphertext in the table, and its own words when it is read back", async () => {
  provideEnv({ CONFIG_ENCRYPTION_KEY: randomBytes(32).toString("hex") });
  const key = "test_secret";
  const definition = { type: "string", default: "", description: "A secret", isSensitive: true } as const;
  await harness.rows(
    `INSERT INTO system_config (config_key, config_value, default_value, value_type, is_encrypted, description)
     VALUES ($1, '', '', 'string', true, $2)`,
    [key, definition.description],
  );
  const store = (value: string) => harness.db.admin((tx) => storeSetting(tx, admin, { key, definition, value }));
  const kept = async () => (await harness.rows("SELECT * FROM system_config WHERE config_key = $1", [key]))[0];
  const read = () => harness.db.auth((tx) => readDefined(tx, { [key]: definition }));

  await store("canary 4711 é");
  const first = await kept();
  expect(JSON.stringify(first)).not.toContain("canary");
  expect(await read()).toEqual({ [key]: "canary 4711 é" });
  await store("canary 4711 é");
  expect((await kept())?.config_value).not.toBe(first?.config_value);
  expect(await read()).toEqual({ [key]: "canary 4711 é" });

  provideEnv({ CONFIG_ENCRYPTION_KEY: randomBytes(32).toString("hex") });
  await expect(read()).rejects.toThrow("does not open");
  await harness.rows("DELETE FROM system_config WHERE config_key = $1", [key]);
});

const logged = (key: string) =>
  harness.rows(
    `SELECT admin_user_id, action, resource_type, resource_id, target_user_id, details FROM admin_audit_log
     WHERE resource_id = $1 ORDER BY created_at, id`,
    [key],
  );

test("a change of a setting is in the audit log: by whom, from which value to which", async () => {
  await writeSetting(admin, { key: "warm_lead_score", value: 35 });
  await writeSetting(admin, { key: "warm_lead_score", value: 40 });
  const entry = {
    admin_user_id: admin.actor.userId,
    action: "setting.update",
    resource_type: "system_config",
    resource_id: "warm_lead_score",
    target_user_id: null,
  };
  expect(await logged("warm_lead_score")).toEqual([
    { ...entry, details: { before: 40, after: 35 } },
    { ...entry, details: { before: 35, after: 40 } },
  ]);
});

test("changes at once are logged one after another, each from the value that the one before left", async () => {
  const values = Array.from({ length: 12 }, (_, index) => index + 2);
  await Promise.all(values.map((value) => writeSetting(admin, { key: "password_reset_token_expiry_hours", value })));
  const entries = await harness.rows<{ before: number; after: number }>(
    `SELECT (details ->> 'before')::integer AS before, (details ->> 'after')::integer AS after FROM admin_audit_log
     WHERE resource_id = 'password_reset_token_expiry_hours'`,
  );
  const nextOf = new Map(entries.map(({ before, after }) => [before, after]));
  const order: number[] = [];
  for (let value = nextOf.get(1); value !== undefined; value = nextOf.get(value)) order.push(value);
  expect(order.toSorted((a, b) => a - b)).toEqual(values);
});

test("a change that is refused leaves no entry, and one that cannot be logged is not made", async () => {
  const before = await harness.rows("SELECT config_value FROM system_config WHERE config_key = 'credits_per_minute'");
  const nobody = contextOf(newId(), "admin");
  for (const [ctx, value] of [
    [contextOf(admin.actor.userId, "user"), 2],
    [admin, 1001],
    [nobody, 2],
  ] as const) {
    await expect(writeSetting(ctx, { key: "credits_per_minute", value })).rejects.toThrow();
  }
  expect(await logged("credits_per_minute")).toEqual([]);
  expect(await harness.rows("SELECT config_value FROM system_config WHERE config_key = 'credits_per_minute'")).toEqual(
    before,
  );
});

test.each([
  ["change", "UPDATE admin_audit_log SET action = 'x'"],
  ["remove", "DELETE FROM admin_audit_log"],
  [
    "date",
    "INSERT INTO admin_audit_log (admin_user_id, action, resource_type, created_at) VALUES (NULL, 'x', 'x', now())",
  ],
])("administrators cannot %s what is in the audit log", async (_what, statement) => {
  await expect(harness.db.admin((tx) => tx.query(statement))).rejects.toMatchObject({ code: "42501" });
});

test("a user who is not an administrator changes nothing", async () => {
  const user = contextOf(admin.actor.userId, "user");
  await expect(writeSetting(user, { key: "credits_per_minute", value: 2 })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test.each([
  ["credits_per_minute", 1001, "The setting credits_per_minute is a whole number from 0 to 1000."],
  ["credits_per_minute", 1.5, "The setting credits_per_minute is a whole number from 0 to 1000."],
  ["credits_per_minute", "2", "The setting credits_per_minute is a whole number from 0 to 1000."],
  ["password_min_length", 7, "The setting password_min_length is a whole number from 8 to 72."],
  ["require_email_verification", "yes", "The setting require_email_verification is either true or false."],
  ["toString", 1, "There is no setting of this name."],
])("%s does not become %o", async (key, value, message) => {
  await expect(writeSetting(admin, { key, value })).rejects.toMatchObject({ code: "BAD_REQUEST", message });
});

test.each([
  ["a boolean other than true and false", "require_email_verification", "config_value = 'TRUE'", "value_has_its_type"],
  ["a number that is none", "max_login_attempts", "config_value = 'five'", "value_has_its_type"],
  ["a value out of bounds", "max_login_attempts", "config_value = '101'", "value_is_in_bounds"],
  ["a default out of bounds", "max_login_attempts", "default_value = '0'", "default_is_in_bounds"],
  ["a default of another type", "require_email_verification", "default_value = '1'", "default_has_its_type"],
  ["bounds of a boolean", "require_email_verification", "min_value = 0", "bounds_are_of_numbers"],
  ["a secret in plain text", "max_login_attempts", "is_encrypted = true", "secret_is_encrypted"],
])("the database itself refuses %s", async (_what, key, change, constraint) => {
  await expect(harness.rows(`UPDATE system_config SET ${change} WHERE config_key = $1`, [key])).rejects.toMatchObject({
    constraint: `system_config_${constraint}`,
  });
});

test("a setting that is missing is an error, never a default", async () => {
  await harness.owner.query("BEGIN");
  await harness.owner.query("DELETE FROM system_config WHERE config_key = 'credits_per_minute'");
  await expect(readSettings({ kysely: openKysely(harness.owner) }, ["credits_per_minute"])).rejects.toThrow(
    "credits_per_minute is missing",
  );
  await harness.owner.query("ROLLBACK");
});

test("two instances that remember a setting both use its new value at once, long before their memory ends", async () => {
  const instances = [1, 2].map(() => {
    const db = createDatabase({ connectionString: harness.connectionString });
    const feed = createChangeFeed(harness.connectionString);
    return { db, feed, cache: createSettingsCache(db, feed, { ttlMs: 3_600_000 }) };
  });
  await waitUntil(() => instances.every(({ feed }) => feed.isConnected()));
  const read = () => Promise.all(instances.map(({ cache }) => cache.read(["lockout_duration_minutes"])));
  expect(await read()).toEqual([{ lockout_duration_minutes: 15 }, { lockout_duration_minutes: 15 }]);

  await writeSetting(admin, { key: "lockout_duration_minutes", value: 30 });
  await waitUntil(async () => (await read()).every((each) => each.lockout_duration_minutes === 30));
  for (const { db, feed, cache } of instances) {
    cache.close();
    await feed.close();
    await db.close();
  }
});

test("an instance without announcements reads again when its cache expires, and not before", async () => {
  const deaf = { subscribe: () => () => {} };
  const cache = createSettingsCache(harness.db, deaf, { ttlMs: 200 });
  const before = await cache.read(["minimum_credit_purchase", "hot_lead_score"]);
  await writeSetting(admin, { key: "minimum_credit_purchase", value: 250 });
  expect(await cache.read(["minimum_credit_purchase"])).toEqual({
    minimum_credit_purchase: before.minimum_credit_purchase,
  });
  await waitUntil(async () => (await cache.read(["minimum_credit_purchase"])).minimum_credit_purchase === 250);
});

test("a change of a tenant's data announces no settings, and a change of settings no tenant", async () => {
  const feed = createChangeFeed(harness.connectionString);
  const heard: string[] = [];
  feed.subscribe(null, (change) => heard.push(`all ${"table" in change ? change.table : "lost"}`));
  feed.subscribe(admin.actor.userId, (change) => heard.push(`tenant ${"table" in change ? change.table : "lost"}`));
  await waitUntil(() => feed.isConnected());
  heard.length = 0;
  await harness.rows("INSERT INTO agents (user_id, elevenlabs_agent_id, name) VALUES ($1, $2, 'x')", [
    admin.actor.userId,
    newId(),
  ]);
  await writeSetting(admin, { key: "max_contacts_per_upload", value: 99 });
  await waitUntil(() => heard.length >= 2);
  expect(heard).toEqual(["tenant agents", "all system_config"]);
  await feed.close();
});

test("a setting written with the documented columns alone is what the code defines", async () => {
  for (const [key, definition] of Object.entries(settings)) {
    await harness.rows("BEGIN");
    await harness.rows("DELETE FROM system_config WHERE config_key = $1", [key]);
    const { rows } = await harness.owner.query(
      `INSERT INTO system_config (config_key, config_value, description, updated_by) VALUES ($1, $2, $3, NULL)
       RETURNING value_type AS type, default_value, min_value::float8 AS min, max_value::float8 AS max`,
      [key, String(definition.default), definition.description],
    );
    const bounds = "min" in definition ? { min: definition.min, max: definition.max } : { min: null, max: null };
    expect({ key, ...rows[0] }).toEqual({
      key,
      type: definition.type,
      default_value: String(definition.default),
      ...bounds,
    });
    const { rows: described } = await harness.owner.query(
      "SELECT description FROM list_setting_definitions() WHERE config_key = $1",
      [key],
    );
    expect(described).toEqual([{ description: definition.description }]);
    await harness.rows("ROLLBACK");
  }
});

test("settings that contradict each other are refused, also when two administrators change one of them each", async () => {
  const refused = { code: "BAD_REQUEST" };
  await expect(writeSetting(admin, { key: "warm_lead_score", value: 71 })).rejects.toMatchObject(refused);
  await expect(writeSetting(admin, { key: "hot_lead_score", value: 39 })).rejects.toMatchObject(refused);
  await writeSetting(admin, { key: "hot_lead_score", value: 40 });
  await writeSetting(admin, { key: "hot_lead_score", value: 70 });
  const scores = ["intent", "urgency", "budget", "fit"] as const;
  for (const score of scores) await writeSetting(admin, { key: `lead_weight_${score}`, value: 0 });
  await expect(writeSetting(admin, { key: "lead_weight_engagement", value: 0 })).rejects.toMatchObject({
    ...refused,
    message: "At least one score has a weight above 0.",
  });
  await expect(
    harness.rows("UPDATE system_config SET config_value = '0' WHERE config_key LIKE 'lead_weight_%'"),
  ).rejects.toMatchObject({ constraint: "system_config_some_score_has_weight" });
  for (const score of scores)
    await writeSetting(admin, { key: `lead_weight_${score}`, value: settings[`lead_weight_${score}`].default });

  // Each would be right on its own: hot from 50, or warm from 60.
  const both = await Promise.allSettled([
    writeSetting(admin, { key: "hot_lead_score", value: 50 }),
    writeSetting(admin, { key: "warm_lead_score", value: 60 }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await writeSetting(admin, { key: "hot_lead_score", value: 70 });
  await writeSetting(admin, { key: "warm_lead_score", value: 40 });
});
