import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import { newId } from "@/lib/platform/ids";
import { conversationEvent } from "@/test/conversation";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { type App, appSecret, createApp } from "./start-app";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy";

let database: TestDatabase;
let proxy: TcpProxy;
let app: App;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.connectionString });
  await owner.connect();
  const url = new URL(database.connectionString);
  proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.host = `127.0.0.1:${proxy.port}`;
  app = await createApp(url.toString());
  await app.start();
  await owner.query(
    `WITH tenant AS (INSERT INTO users (email, name) VALUES ('tenant@away.example', 'Tenant') RETURNING id)
     INSERT INTO agents (user_id, elevenlabs_agent_id, name) SELECT id, 'agent_away', 'Agent' FROM tenant`,
  );
}, 300_000);
afterAll(async () => {
  await app.dispose();
  await proxy.close();
  await owner.end();
  await database.dispose();
});

test.each<[string, number, () => unknown]>([
  ["refuses connections", 3_000, () => proxy.cut()],
  // A statement under way is given its five seconds first.
  ["takes connections but never answers", 8_000, () => proxy.freeze()],
])(
  "while the database %s, events are answered with 503 within %i ms; once it is back, everything works again",
  async (_, msMax, fail) => {
    expect((await send()).status).toBe(200);
    await fail();
    const answers = await Promise.all(Array.from({ length: 12 }, () => send()));
    for (const { status, retryAfter, milliseconds } of answers) {
      expect({ status, retryAfter }).toEqual({ status: 503, retryAfter: "5" });
      expect(milliseconds).toBeLessThan(msMax);
    }
    expect((await fetch(`http://127.0.0.1:${app.port}/api/health`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${app.port}/api/ready`)).status).toBe(503);

    await proxy.heal();
    const id = `conv_${newId()}`;
    await until("an event is kept again", async () => (await send(id)).status === 200);
    await until("a call was made of it", async () => {
      const { rows } = await owner.query("SELECT FROM calls WHERE elevenlabs_conversation_id = $1", [id]);
      return rows.length === 1;
    });
    await until(
      "it is ready again",
      async () => (await fetch(`http://127.0.0.1:${app.port}/api/ready`)).status === 200,
    );
  },
);

test("connections cut in the middle of work, however often, leave the jobs running", async () => {
  const ids = Array.from({ length: 200 }, () => `conv_${newId()}`);
  for (let cuts = 0; cuts < 10; cuts += 1) {
    await Promise.all(
      ids
        .slice(cuts * 20, cuts * 20 + 20)
        .map((id) => until("it is kept", async () => (await send(id)).status === 200)),
    );
    await sleep(Math.random() * 60);
    await proxy.cut();
    await proxy.heal();
  }
  await until("every call was made", async () => {
    const { rows } = await owner.query("SELECT FROM calls WHERE elevenlabs_conversation_id = ANY ($1)", [ids]);
    return rows.length === ids.length;
  });
});

async function send(conversationId = `conv_${newId()}`) {
  const rawBody = Buffer.from(JSON.stringify(conversationEvent({ agentId: "agent_away", conversationId })));
  const signature = signWebhook({ secret: appSecret, timestampSeconds: Math.floor(Date.now() / 1000), rawBody });
  const startedMs = performance.now();
  const response = await fetch(`http://127.0.0.1:${app.port}/api/webhooks/elevenlabs`, {
    method: "POST",
    headers: { "elevenlabs-signature": signature },
    body: rawBody,
    signal: AbortSignal.timeout(20_000),
  });
  await response.arrayBuffer();
  const milliseconds = performance.now() - startedMs;
  return { status: response.status, retryAfter: response.headers.get("retry-after"), milliseconds };
}

async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(100)) if (await isTrue()) return;
  throw new Error(`Within 20 s it never came about that ${what}`);
}
