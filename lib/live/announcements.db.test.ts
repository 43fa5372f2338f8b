import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createSettingsCache, type SettingsCache } from "@/lib/settings/settings-cache";
import { announcementReader } from "@/test/announcement-reader";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { waitUntil } from "@/test/wait-until";
import { type ChangeFeed, createChangeFeed } from "./change-feed";
import { createMetricCache, type MetricCache } from "./metric-cache";

let harness: IngestHarness;
let stranger: pg.Client;
let heard: string[] = [];
beforeAll(async () => {
  harness = await createIngestHarness();
  const { userId } = await harness.createTenant();
  stranger = new pg.Client({ connectionString: harness.connectionString, options: "-c role=app_tenant" });
  await stranger.connect();
  await stranger.query("SELECT set_config('app.user_id', $1, false)", [userId]);
  stranger.on("notification", ({ payload }) => heard.push(payload ?? ""));
  await stranger.query("LISTEN cache_invalidation");
});
afterAll(async () => {
  await stranger.end();
  await harness.dispose();
});

let tenant: TestTenant;
let feed: ChangeFeed;
let metricCache: MetricCache;
let settings: SettingsCache;
beforeEach(async () => {
  tenant = await harness.createTenant();
  heard = [];
  feed = createChangeFeed(harness.connectionString);
  metricCache = createMetricCache(feed);
  await waitUntil(() => feed.isConnected());
});
afterEach(async () => {
  metricCache.close();
  settings?.close();
  await feed.close();
});

const send = (payload: string) => stranger.query("SELECT pg_notify('cache_invalidation', $1)", [payload]);

/** Behind all that was sent comes a change of somebody else, which every listener hears in the same order. */
async function everythingIsHeard(): Promise<void> {
  const other = await harness.createTenant();
  const name = (await announcementReader(harness.owner)).nameOf(other.userId);
  const last = new Promise((resolve) => feed.subscribe(other.userId, resolve));
  await insertCall(harness.owner, other);
  await last;
  await waitUntil(() => heard.some((payload) => payload.includes(name)));
}

test("a listener learns that something changed, but not for which tenant", async () => {
  await insertCall(harness.owner, tenant);
  await waitUntil(() => heard.length > 1);
  const said = heard.join(" ");
  expect(said).toContain("calls");
  for (const id of [tenant.userId, tenant.agentId])
    expect(said.replaceAll("-", "")).not.toContain(id.replaceAll("-", ""));
  const reader = await announcementReader(harness.owner);
  expect(said).toContain(reader.nameOf(tenant.userId));
});

test.each(["app_tenant", "app_ingest", "app_job", "app_admin"])(
  "%s reads no key to announcements and makes none",
  async (role) => {
    for (const sql of [
      "SELECT secret FROM announcement_key",
      "SELECT announcement_secret()",
      `SELECT announce_change('calls', '${tenant.userId}')`,
      "UPDATE announcement_key SET secret = secret",
    ]) {
      await harness.owner.query(`BEGIN; SET LOCAL ROLE ${role}`);
      await expect(harness.owner.query(sql)).rejects.toMatchObject({ code: "42501" });
      await harness.owner.query("ROLLBACK");
    }
  },
);

test("what is forged or sent again evicts nothing, tells no page, and reads no setting, however often", async () => {
  await everythingIsHeard();
  const olderThanThisFeed = heard.splice(0);
  const told: unknown[] = [];
  feed.subscribe(tenant.userId, (change) => told.push(change));
  let computed = 0;
  const remembered = () =>
    metricCache.remember(tenant.userId, "key", async () => {
      computed += 1;
      return computed;
    });
  let settingsRead = 0;
  settings = createSettingsCache(
    {
      auth: (work) => {
        settingsRead += 1;
        return harness.db.auth(work);
      },
    },
    feed,
    { ttlMs: 3_600_000 },
  );
  await insertCall(harness.owner, tenant);
  await harness.rows("UPDATE system_config SET config_value = '31' WHERE config_key = 'lockout_duration_minutes'");
  await everythingIsHeard();
  expect(told).not.toEqual([]);
  await remembered();
  await settings.read(["lockout_duration_minutes"]);
  told.length = 0;

  const real = heard.slice();
  const proofless = real.map((payload) => payload.slice(0, -32) + "0".repeat(32));
  const renamed = real.map((payload) => payload.replace(/^\w+ \d+/, "agents 1"));
  const former = [JSON.stringify({ table: "calls", user_id: tenant.userId }), '{"table":"system_config"}', "", "calls"];
  const forged = [...real, ...proofless, ...renamed, ...former, `calls 1 ${"a".repeat(7_900)}`];
  for (let round = 0; round < 50; round += 1) for (const payload of forged) await send(payload);
  await everythingIsHeard();

  expect(told).toEqual([]);
  expect(await remembered()).toBe(1);
  await settings.read(["lockout_duration_minutes"]);
  expect(settingsRead).toBe(1);

  // What was announced before this process listened is a cache miss, once.
  const [older] = olderThanThisFeed.filter((payload) => payload.startsWith("agents"));
  for (let round = 0; round < 50; round += 1) await send(older ?? "");
  await everythingIsHeard();
  expect(told.length).toBeLessThanOrEqual(1);
  await insertCall(harness.owner, tenant);
  const before = computed;
  await waitUntil(async () => (await remembered()) > before);
  expect(told).not.toEqual([]);
});

test("a feed that reconnects still recognises the tenants that it served before", async () => {
  const told: unknown[] = [];
  feed.subscribe(tenant.userId, (change) => told.push(change));
  await harness.rows(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'callwright change feed' AND datname = current_database()",
  );
  await waitUntil(() => !feed.isConnected());
  await waitUntil(() => feed.isConnected());
  told.length = 0;
  await insertCall(harness.owner, tenant);
  await waitUntil(() => told.some((change) => JSON.stringify(change).includes("calls")));
});
