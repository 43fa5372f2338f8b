import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import { conversationEvent } from "@/test/conversation";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { createPerson, type Person } from "./people";
import { type App, appSecret, createApp } from "./start-app";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy";

const token = "metrics-token-of-this-test";

let database: TestDatabase;
let proxy: TcpProxy;
let app: App;
let owner: pg.Client;
let person: Person;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.connectionString });
  await owner.connect();
  const url = new URL(database.connectionString);
  proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.host = `127.0.0.1:${proxy.port}`;
  app = await createApp(url.toString(), { METRICS_TOKEN: token });
  await app.start();
  person = await createPerson(app, owner, "user");
}, 600_000);
afterAll(async () => {
  await app.dispose();
  await proxy.close();
  await owner.end();
  await database.dispose();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${app.port}${path}`, { headers, signal: AbortSignal.timeout(60_000) });

async function scrape(): Promise<string> {
  const response = await get("/api/metrics", { authorization: `Bearer ${token}` });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  return response.text();
}

/** The value of a sample by its name and labels as they are written, or null. */
function sampleOf(text: string, sample: string): number | null {
  const line = text.split("\n").find((each) => each.startsWith(`${sample} `));
  return line === undefined ? null : Number(line.slice(sample.length + 1));
}

/** Waits until a sample is right; `before` is done before each look. */
async function until(
  sample: string,
  isRight: (value: number | null) => boolean,
  before: () => Promise<void> = async () => {},
): Promise<void> {
  let value: number | null = null;
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(250)) {
    await before();
    value = sampleOf(await scrape(), sample);
    if (isRight(value)) return;
  }
  throw new Error(`${sample} stayed ${value}`);
}

async function send(event: unknown, secret = appSecret): Promise<number> {
  const rawBody = Buffer.from(JSON.stringify(event));
  const signature = signWebhook({ secret, timestampSeconds: Math.floor(Date.now() / 1000), rawBody });
  const response = await fetch(`http://127.0.0.1:${app.port}/api/webhooks/elevenlabs`, {
    method: "POST",
    body: new Uint8Array(rawBody),
    headers: { "elevenlabs-signature": signature },
  });
  return response.status;
}

test.each([
  ["no token", {}],
  ["another token", { authorization: "Bearer metrics-token-of-that-test" }],
  ["the token in another form", { authorization: `Basic ${token}` }],
])("with %s there is nothing to read", async (_, headers) => {
  const response = await get("/api/metrics", headers);
  expect(response.status).toBe(401);
  expect(response.headers.get("www-authenticate")).toBe("Bearer");
  expect(await response.text()).not.toContain("callwright_");
});

test("a session does not stand in for the token", async () => {
  expect((await get("/api/metrics", { cookie: person.cookie })).status).toBe(401);
});

test("what came in, how it ended and how it was answered is counted", async () => {
  expect(await send(conversationEvent({ agentId: `agent_${person.userId}` }))).toBe(200);
  expect(await send(conversationEvent({ agentId: "agent_nobody" }))).toBe(200);
  expect(await send(conversationEvent({ agentId: "agent_nobody" }), "wsec_other")).toBe(401);
  await until('callwright_events_finished_total{status="processed"}', (value) => value === 1);
  await until('callwright_events_finished_total{status="quarantined"}', (value) => value === 1);
  const text = await scrape();
  expect(sampleOf(text, 'callwright_webhook_answers_total{status="200"}')).toBe(2);
  expect(sampleOf(text, 'callwright_webhook_answers_total{status="401"}')).toBe(1);
  expect(sampleOf(text, 'callwright_events{state="quarantined"}')).toBe(1);
  expect(sampleOf(text, 'callwright_events{state="pending"}')).toBe(0);
  expect(sampleOf(text, "callwright_oldest_pending_event_seconds")).toBe(0);
  expect(sampleOf(text, 'callwright_job_runs_total{task="process-webhook-events"}')).toBeGreaterThan(0);
  expect(sampleOf(text, 'callwright_job_seconds_total{task="process-webhook-events"}')).toBeGreaterThan(0);
  expect(sampleOf(text, "callwright_job_processes")).toBe(1);
  expect(sampleOf(text, "callwright_seconds_since_jobs_worked")).toBeLessThan(30);
});

test("an event that is not taken shows by its age, and a job by its place in the queue", async () => {
  await owner.query(
    `INSERT INTO webhook_events (provider, body, body_bytes, body_sha256, signed_at, received_at)
     VALUES ('stripe', '{}', 2, sha256('{}'), now(), now() - interval '90 seconds')`,
  );
  await owner.query("SELECT graphile_worker.add_job('clean-sessions', run_at => now() + interval '1 hour')");
  const text = await scrape();
  expect(sampleOf(text, 'callwright_events{state="pending"}')).toBe(1);
  expect(sampleOf(text, "callwright_oldest_pending_event_seconds")).toBeGreaterThanOrEqual(90);
  expect(sampleOf(text, 'callwright_jobs{task="clean-sessions",state="scheduled"}')).toBe(1);
});

test("requests are counted and timed by the pattern of their route, pages' streams and caches by what they are", async () => {
  const closing = new AbortController();
  const stream = await fetch(`http://127.0.0.1:${app.port}/api/live`, {
    headers: { cookie: person.cookie },
    signal: closing.signal,
  });
  expect(stream.status).toBe(200);
  // Cached metrics are used once the process listens for changes, and as long as nothing changes.
  const found = 'callwright_cache_lookups_total{cache="metrics",result="hit"}';
  let visits = 0;
  await until(
    found,
    (value) => value !== null && value > 0,
    async () => {
      visits += 1;
      expect((await get("/overview", { cookie: person.cookie })).status).toBe(200);
    },
  );
  expect((await get(`/calls/${person.callId}`, { cookie: person.cookie })).status).toBe(200);
  expect((await get("/register")).status).toBe(200);
  await get("/no/such/page");
  const text = await scrape();
  expect(sampleOf(text, 'callwright_http_requests_total{method="GET",route="/calls/[id]",status="200"}')).toBe(1);
  expect(sampleOf(text, 'callwright_http_request_duration_seconds_count{method="GET",route="/overview"}')).toBe(visits);
  expect(sampleOf(text, "callwright_live_streams")).toBe(1);
  expect(sampleOf(text, 'callwright_cache_lookups_total{cache="metrics",result="miss"}')).toBeGreaterThan(0);
  expect(sampleOf(text, 'callwright_cache_lookups_total{cache="settings",result="miss"}')).toBeGreaterThan(0);
  expect(sampleOf(text, 'callwright_pool_connections{pool="pages",state="idle"}')).toBeGreaterThan(0);
  expect(sampleOf(text, 'callwright_pool_waiting{pool="pages"}')).toBe(0);
  expect(text).toMatch(/^callwright_trigger_seconds_total\{function="\w+"\} /m);
  closing.abort();
  await until("callwright_live_streams", (value) => value === 0);
});

test("no label names a tenant, a person or an address", async () => {
  const labels = (await scrape()).split("\n").flatMap((line) => /^\w+\{(.*)\} /.exec(line)?.[1] ?? []);
  expect(labels.length).toBeGreaterThan(20);
  for (const label of labels) expect(label).not.toMatch(/[0-9a-f]{8}-|@|\b(?:conv|agent)_/);
});

test("while the database is away that is what the metrics say, together with what the process knows", async () => {
  await proxy.cut();
  const text = await scrape();
  expect(sampleOf(text, "callwright_database_up")).toBe(0);
  expect(sampleOf(text, 'callwright_webhook_answers_total{status="200"}')).toBe(2);
  await proxy.heal();
  await until("callwright_database_up", (value) => value === 1);
});
