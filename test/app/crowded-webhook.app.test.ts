import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { expect, test } from "vitest";
import { besiege, holdBody } from "./besiege";
import { makeEvents, postEvents, type Sent } from "./post-events";
import { provideApp } from "./provide-app";
import type { App } from "./start-app";

const mebibyte = 1024 * 1024;

let app: App;
let owner: pg.Client;
provideApp((site) => {
  ({ app, owner } = site);
});

const events = makeEvents;
const postAll = (bodies: readonly Buffer[], connections: number, sent?: Sent) =>
  postEvents(app.port, bodies, connections, sent);
const stored = async () => (await owner.query("SELECT count(*)::integer AS n FROM webhook_events")).rows[0].n;
test("64 unknown senders that hold bodies open, from eight places and repeatedly, block none of 200 signed events", async () => {
  const before = await stored();
  const siege = await besiege(app.port, 64);
  const counts = await postAll(events(200), 20);
  const afterwards = await postAll(events(100), 5);
  const thrownOut = siege.thrownOut();
  await siege.stop();
  expect([counts, afterwards]).toEqual([{ 200: 200 }, { 200: 100 }]);
  expect(await stored()).toBe(before + 300);
  expect(thrownOut).toBeGreaterThan(0);
});

test("after 125 events with a wrong signature, correctly signed ones from the same place are stored", async () => {
  const place = "203.0.113.77";
  const wrong = await postAll(events(125, 100), 5, { place, secret: "wsec_another" });
  // Where they are counted elsewhere, the count is there by now.
  await sleep(500);
  expect(await postAll(events(50, 100), 5, { place })).toEqual({ 200: 50 });
  expect(wrong).toEqual({ 401: 120, 429: 5 });
  expect(await postAll(events(1, 100), 5, { place, secret: "wsec_another" })).toEqual({ 429: 1 });
});

test.each([200, 500])("of %i distinct events at once none is refused", async (count) => {
  const before = await stored();
  expect(await postAll(events(count), count)).toEqual({ 200: count });
  expect(await stored()).toBe(before + count);
});

test("of fifty identical events at once none is refused, and they are one", async () => {
  const before = await stored();
  const [event = Buffer.alloc(0)] = events(1);
  expect(
    await postAll(
      Array.from({ length: 50 }, () => event),
      50,
    ),
  ).toEqual({ 200: 50 });
  expect(await stored()).toBe(before + 1);
  const { rows } = await owner.query("SELECT delivery_count FROM webhook_events WHERE body = $1", [event]);
  expect(rows).toEqual([{ delivery_count: 50 }]);
});

test("unauthenticated readiness probes take no connection that events need", async () => {
  await owner.query("BEGIN; LOCK TABLE _prisma_migrations IN ACCESS EXCLUSIVE MODE");
  const probes = Array.from({ length: 50 }, () => fetch(`http://127.0.0.1:${app.port}/api/ready`));
  await sleep(200);
  const counts = await postAll(events(50), 5);
  await owner.query("COMMIT");
  for (const answer of await Promise.all(probes)) await answer.arrayBuffer();
  expect(counts).toEqual({ 200: 50 });
});

test("recordings of 20 MB that come in chunks, several at once, are kept byte by byte and leave no file of their way there", async () => {
  const recordings = Array.from({ length: 4 }, (_, index) => {
    const audio = Buffer.alloc(15_000_000, `recording ${index}`).toString("base64");
    return Buffer.from(`{"type": "post_call_audio", "data": {"full_audio": "${audio}"}}`);
  });
  expect(await postAll(recordings, 4, { isChunked: true })).toEqual({ 200: 4 });
  const { rows } = await owner.query<{ sha256: string }>(
    "SELECT encode(body_sha256, 'hex') AS sha256 FROM webhook_events WHERE body_bytes > 20000000",
  );
  const digest = (body: Buffer) => createHash("sha256").update(body).digest("hex");
  expect(rows.map(({ sha256 }) => sha256).sort()).toEqual(recordings.map(digest).sort());
  expect(await filesBelow("spool")).toEqual([]);
  expect((await filesBelow("inbox")).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a kill in the middle of large bodies leaves no file of them", async () => {
  const held = await Promise.all([5, 10, 20].map((size) => holdBody(app.port, "198.51.100.1", size * mebibyte)));
  await app.crash();
  for (const socket of held) socket.destroy();
  expect(await filesBelow("spool")).toEqual([]);
  await app.start();
  expect(await postAll(events(10), 5)).toEqual({ 200: 10 });
});

const filesBelow = (folder: string) => readdir(path.join(app.dataDir, "storage", folder)).catch(() => []);
