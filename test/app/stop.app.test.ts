import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { sendUntilKept } from "./send-until-kept";
import { type App, appSecret, createApp } from "./start-app";

let database: TestDatabase;
let app: App;
beforeAll(async () => {
  database = await createTestDatabase();
  app = await createApp(database.connectionString);
  await app.start();
}, 300_000);
afterAll(async () => {
  await app.dispose();
  await database.dispose();
});

const bodyOf = (index: number) => Buffer.from(`{"type": "agent_qa", "filler": "${"x".repeat(20_000)}", "n": ${index}}`);

test("SIGTERM in the middle of a stream answers every request that is under way, keeps its event, and exits with 0", async () => {
  const stream = sendUntilKept(
    { port: app.port, secret: appSecret, connections: 20 },
    [...Array(400).keys()].map(bodyOf),
  );
  await stream.untilKept(200);
  const underWay = await Promise.all([...Array(30).keys()].map((index) => beginRequest(bodyOf(10_000 + index))));
  app.program().child.kill("SIGTERM");
  await untilRefused();
  const answers = await Promise.all(underWay.map((request) => request.finish()));
  expect(new Set(answers.map((answer) => answer.split("\r\n")[0]))).toEqual(new Set(["HTTP/1.1 200 OK"]));
  expect(await app.program().ends()).toBe(0);

  await app.start();
  await stream.done;
  const owner = new pg.Client({ connectionString: database.connectionString });
  await owner.connect();
  const { rows } = await owner.query("SELECT count(*)::integer AS kept FROM webhook_events");
  await owner.end();
  expect(rows).toEqual([{ kept: 430 }]);
});

/** Sends a request but for the last bytes of its body; the server has begun it once it asks for the body. */
async function beginRequest(rawBody: Buffer): Promise<{ finish(): Promise<string> }> {
  const signature = signWebhook({ secret: appSecret, timestampSeconds: Math.floor(Date.now() / 1000), rawBody });
  const head = [
    "POST /api/webhooks/elevenlabs HTTP/1.1",
    "Host: localhost",
    `ElevenLabs-Signature: ${signature}`,
    `Content-Length: ${rawBody.byteLength}`,
    "Connection: close",
    "Expect: 100-continue",
  ];
  const socket = await open();
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  await once(socket, "data");
  socket.write(rawBody.subarray(0, -10));
  return {
    finish() {
      socket.write(rawBody.subarray(-10));
      return text(socket);
    },
  };
}

async function open(): Promise<Socket> {
  const socket = connect(app.port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

/** Resolves when the web server takes no new connection any more. */
async function untilRefused(): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(20)) {
    const socket = await open().catch(() => null);
    if (!socket) return;
    socket.destroy();
  }
  throw new Error("The port still took connections 10 s after SIGTERM");
}
