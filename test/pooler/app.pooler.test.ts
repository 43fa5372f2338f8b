import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import { createPerson, type Person } from "@/test/app/people";
import { type App, appSecret, createApp } from "@/test/app/start-app";
import { conversationEvent } from "@/test/conversation";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { type Pgbouncer, startPgbouncer } from "./start-pgbouncer";

const peopleCount = 8;
const eventCount = 400;
const connections = 25;

let database: TestDatabase;
let pgbouncer: Pgbouncer;
let app: App;
let owner: pg.Client;
let people: Person[];
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.connectionString });
  await owner.connect();
  pgbouncer = await startPgbouncer(database.connectionString, {
    mode: "transaction",
    poolSize: 6,
    ignoresOptions: true,
  });
  app = await createApp(pgbouncer.connectionString, {
    DATABASE_DIRECT_URL: database.connectionString,
    LOG_LEVEL: "warn",
  });
  await app.start();
  people = [];
  for (let n = 0; n < peopleCount; n += 1) people.push(await createPerson(app, owner, "user"));
}, 600_000);
afterAll(async () => {
  await app.dispose();
  await pgbouncer.stop();
  await owner.end();
  await database.dispose();
});

const get = (path: string, cookie: string) =>
  fetch(`http://127.0.0.1:${app.port}${path}`, { headers: { cookie }, signal: AbortSignal.timeout(60_000) });

async function send(rawBody: Buffer): Promise<number> {
  const timestampSeconds = Math.floor(Date.now() / 1000);
  const response = await fetch(`http://127.0.0.1:${app.port}/api/webhooks/elevenlabs`, {
    method: "POST",
    body: new Uint8Array(rawBody),
    headers: { "elevenlabs-signature": signWebhook({ secret: appSecret, timestampSeconds, rawBody }) },
  });
  await response.arrayBuffer();
  return response.status;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await isSo()); await sleep(50)) {
    if (Date.now() > end) throw new Error(`Within a minute it did not come about that ${what}`);
  }
}

test("four hundred events over many connections are all kept, booked once by the worker, and announced to open pages", async () => {
  const [person] = people;
  if (!person) throw new Error("There is nobody");
  const announced = new Set<string>();
  const closing = new AbortController();
  const stream = await fetch(`http://127.0.0.1:${app.port}/api/live`, {
    headers: { cookie: person.cookie },
    signal: closing.signal,
  });
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) {
      for (const [, tables = ""] of Buffer.from(chunk)
        .toString()
        .matchAll(/"tables":\[([^\]]*)\]/g)) {
        for (const table of tables.split(",")) announced.add(table.replaceAll('"', ""));
      }
    }
  })().catch(() => undefined);

  const bodies = Array.from({ length: eventCount }, (_, n) =>
    Buffer.from(JSON.stringify(conversationEvent({ agentId: `agent_${people[n % peopleCount]?.userId}` }))),
  );
  const queue = bodies.values();
  const refused: number[] = [];
  const work = async () => {
    for (const body of queue) {
      for (let status = await send(body); status !== 200; status = await send(body)) {
        refused.push(status);
        await sleep(100);
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  // A busy inbox may ask for another try; nothing may fail.
  expect(refused.filter((status) => status !== 503)).toEqual([]);
  await until("every event is a call, beside the one that each person has", async () => {
    const { rows } = await owner.query("SELECT FROM calls WHERE elevenlabs_conversation_id LIKE 'conv_%'");
    return rows.length >= eventCount + peopleCount;
  });
  const { rows } = await owner.query(
    "SELECT status, count(*)::integer AS events, max(attempts) AS attempts FROM webhook_events GROUP BY status",
  );
  expect(rows).toEqual([{ status: "processed", events: eventCount, attempts: 1 }]);
  await until("the open page hears of it", async () => announced.has("calls"));
  closing.abort();
  await reading;
  expect((await get("/api/ready", "")).status).toBe(200);
  expect(app.program().output()).not.toMatch(/prepared statement|lost the database/);
});

test("pages and lists of many people at once show everybody their own", async () => {
  const ask = async (n: number) => {
    const person = people[n % peopleCount];
    const response = await get(n % 2 === 0 ? "/api/calls" : "/calls", person?.cookie ?? "");
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain(person?.userId);
    for (const other of people) if (other !== person) expect(text).not.toContain(other.userId);
  };
  // More than there are connections, and so few that a busy machine has one for each within the seconds that a page waits for it.
  const atOnce = Array.from({ length: 10 }, async (_, first) => {
    for (let n = first; n < 40; n += 10) await ask(n);
  });
  await Promise.all(atOnce);
});

test("an export is read as slowly as a client likes, through the pooler too", async () => {
  const [person] = people;
  const response = await get("/api/calls/export", person?.cookie ?? "");
  expect(response.status).toBe(200);
  expect((await response.text()).split("\n").length).toBeGreaterThan(eventCount / peopleCount);
});
