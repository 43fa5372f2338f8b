import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, type Database } from "@/lib/db/database";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import type { Storage } from "@/lib/storage/storage";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, webhookSecret } from "@/test/ingest-harness";
import type { ArrivalLimits } from "./create-arrivals";
import { createIntake, type Intake } from "./create-intake";
import { type IncomingWebhook, receiveWebhook } from "./receive-webhook";

let harness: IngestHarness;
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterAll(() => harness.dispose());

const inbox = () =>
  harness.rows<{ body: Buffer | null; key: string | null; deliveries: number; status: string; reason: string | null }>(
    "SELECT body, body_storage_key AS key, delivery_count AS deliveries, status, reason FROM webhook_events ORDER BY id",
  );
const stored = async () => (await inbox()).length;

function incoming(rawBody: Buffer, changes: Partial<IncomingWebhook> = {}, secret = webhookSecret): IncomingWebhook {
  const timestampSeconds = Math.floor(Date.now() / 1000);
  return {
    signature: signWebhook({ secret, timestampSeconds, rawBody }),
    contentEncoding: null,
    contentLength: String(rawBody.byteLength),
    place: null,
    body: new Blob([new Uint8Array(rawBody)]).stream(),
    ...changes,
  };
}

const receive = (
  webhook: IncomingWebhook,
  secrets: string[] = [webhookSecret],
  intake = harness.intake,
  storage = harness.storage,
) =>
  receiveWebhook({ ...harness.context(), actor: { kind: "webhook", provider: "elevenlabs" } }, webhook, {
    secrets,
    ageSecondsMax: 3600,
    limits: { eventBytesMax: 2_000_000, audioBytesMax: 4_000_000 },
    storage,
    intake,
  });

test("the raw bytes of a signed event are kept exactly, and a repeated delivery is counted instead of kept twice", async () => {
  const rawBody = Buffer.from('{"type": "post_call_transcription",  "data": {"odd": "\\u0000 spacing"}}');
  await receive(incoming(rawBody));
  await receive(incoming(rawBody));
  const rows = await inbox();
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ deliveries: 2, key: null, status: "pending" });
  expect(rows[0]?.body?.equals(rawBody)).toBe(true);
});

test("fifty simultaneous deliveries of one event are one row with fifty deliveries", async () => {
  const rawBody = Buffer.from('{"type": "x", "data": {"at": "once"}}');
  const before = await stored();
  await Promise.all(Array.from({ length: 50 }, () => receive(incoming(rawBody))));
  const rows = await inbox();
  expect(rows.length).toBe(before + 1);
  expect(rows.at(-1)?.deliveries).toBe(50);
});

test("while a secret is rotated, the old and the new one are accepted", async () => {
  const rawBody = Buffer.from('{"type": "x", "data": {"rotated": true}}');
  await receive(incoming(rawBody, {}, "old"), ["new", "old"]);
  await receive(incoming(rawBody, {}, "new"), ["new", "old"]);
  expect((await inbox()).at(-1)?.deliveries).toBe(2);
});

const intakeOf = (db: Database, arrivalLimits?: Partial<ArrivalLimits>) =>
  createIntake({
    db,
    spoolFolder: path.join(tmpdir(), "callwright-test-spool"),
    bodyBytesMax: 4_000_000,
    arrivalLimits,
  });

const signedAt = (raw: Buffer, secondsFromNow: number) =>
  incoming(raw, {
    signature: signWebhook({
      secret: webhookSecret,
      timestampSeconds: Math.floor(Date.now() / 1000) + secondsFromNow,
      rawBody: raw,
    }),
  });

test.each([
  ["a wrong secret", "wrong signature", (raw: Buffer) => incoming(raw, {}, "another secret")],
  ["no signature", "missing signature", (raw: Buffer) => incoming(raw, { signature: null })],
  [
    "a signature of other bytes",
    "wrong signature",
    (raw: Buffer) => incoming(raw, { body: new Blob([`${raw} `]).stream() }),
  ],
  ["a signature older than the window", "stale timestamp", (raw: Buffer) => signedAt(raw, -3_700)],
  ["a signature from the future", "stale timestamp", (raw: Buffer) => signedAt(raw, 900)],
])("%s is refused and nothing is stored", async (_, reason, webhookOf) => {
  const before = await stored();
  await expect(receive(webhookOf(Buffer.from('{"type": "refused"}')))).rejects.toMatchObject({
    code: "UNAUTHENTICATED",
    message: `The signature was not accepted: ${reason}.`,
  });
  expect(await stored()).toBe(before);
});

test("an encoded body is refused unread", async () => {
  for (const contentEncoding of ["br", "gzip", "deflate"]) {
    await expect(receive(incoming(Buffer.from("{}"), { contentEncoding }))).rejects.toMatchObject({
      code: "UNSUPPORTED_MEDIA_TYPE",
    });
  }
});

test("a body past its limit is cut off, whether or not it announces its length; a long transcript passes", async () => {
  const long = Buffer.from(JSON.stringify({ type: "post_call_transcription", data: "x".repeat(1_900_000) }));
  const tooLong = Buffer.from(JSON.stringify({ type: "post_call_transcription", data: "x".repeat(2_000_001) }));
  await receive(incoming(long));
  expect((await inbox()).at(-1)?.key).toMatch(/^inbox\//);
  await expect(receive(incoming(tooLong))).rejects.toMatchObject({ code: "TOO_LARGE" });
  await expect(receive(incoming(tooLong, { contentLength: null }))).rejects.toMatchObject({ code: "TOO_LARGE" });
  await expect(receive(incoming(tooLong, { contentLength: "9999999999" }))).rejects.toMatchObject({
    code: "TOO_LARGE",
  });
});

const recordingOf = (bytes: number, word = "A") =>
  Buffer.from(`{"type": "post_call_audio", "data": {"full_audio": "${word.repeat(bytes)}"}}`);

test("a large body reaches storage byte by byte without ever being in memory as a whole", async () => {
  const storage: Storage = {
    ...harness.storage,
    async write() {
      throw new Error("written as a whole");
    },
  };
  const whole = recordingOf(500_000, "whole ");
  await receive(incoming(whole, { contentLength: null }), [webhookSecret], harness.intake, storage);
  const key = (await inbox()).at(-1)?.key ?? "";
  expect((await harness.storage.readAll(key))?.equals(whole)).toBe(true);
});

test.each<[string, (raw: Buffer) => IncomingWebhook, string]>([
  ["a wrong signature", (raw) => incoming(raw, {}, "another secret"), "UNAUTHENTICATED"],
  ["an end before its end", (raw) => incoming(raw, { body: brokenOff(raw) }), "BAD_REQUEST"],
  ["a size that is not allowed", () => incoming(recordingOf(4_100_000), { contentLength: null }), "TOO_LARGE"],
])("a large body with %s leaves nothing behind", async (_, webhookOf, code) => {
  const before = [await stored(), await harness.storedKeys()];
  let filesOpen = 0;
  const intake: Intake = {
    ...harness.intake,
    async openSpoolFile() {
      const file = await harness.intake.openSpoolFile();
      filesOpen += 1;
      return {
        ...file,
        async close() {
          filesOpen -= 1;
          await file.close();
        },
      };
    },
  };
  await expect(receive(webhookOf(recordingOf(3_000_000)), [webhookSecret], intake)).rejects.toMatchObject({ code });
  expect([await stored(), await harness.storedKeys()]).toEqual(before);
  expect(filesOpen).toBe(0);
});

test("while there is no space for large bodies, the provider is told to retry, and small ones are stored", async () => {
  const full = async () => {
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  };
  const intake = { ...harness.intake, openSpoolFile: full };
  const large = incoming(recordingOf(3_000_000));
  await expect(receive(large, [webhookSecret], intake)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await receive(incoming(Buffer.from('{"type": "x", "data": {"small": true}}')), [webhookSecret], intake);
});

function brokenOff(rawBody: Buffer): ReadableStream<Uint8Array> {
  const pieces = [rawBody.subarray(0, 2_000_000)];
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) controller.enqueue(new Uint8Array(piece));
      else controller.error(new Error("aborted"));
    },
  });
}

test("a recording is known by its first bytes however they are cut into pieces, and may be larger than other events", async () => {
  const recording = Buffer.from(`  {"type": "post_call_audio", "data": {"full_audio": "${"A".repeat(3_000_000)}"}}`);
  for (const [attempt, pieceBytes] of [1, 7, 20].entries()) {
    const rawBody = Buffer.concat([Buffer.from(" ".repeat(attempt)), recording]);
    const head = Array.from({ length: 40 }, (_, index) =>
      rawBody.subarray(index * pieceBytes, (index + 1) * pieceBytes),
    );
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of [...head, rawBody.subarray(40 * pieceBytes)]) controller.enqueue(new Uint8Array(piece));
        controller.close();
      },
    });
    await receive(incoming(rawBody, { body, contentLength: null }));
    expect((await inbox()).at(-1)?.key).toMatch(/^inbox\//);
  }
});

test("a stalled body is aborted, and nothing of it is stored", async () => {
  const before = await stored();
  const stalled = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Buffer.from('{"type": ')),
  });
  const impatient = intakeOf(harness.db, { waitMsMax: 50 });
  await expect(
    receive(incoming(Buffer.from('{"type": "x"}'), { body: stalled }), [webhookSecret], impatient),
  ).rejects.toMatchObject({ code: "REQUEST_TIMEOUT" });
  expect(await stored()).toBe(before);
});

test("while the database is unavailable the provider is told to retry, within the connection's timeout", async () => {
  const away = createDatabase({ connectionString: "postgres://nobody@127.0.0.1:9/none" });
  const startedMs = Date.now();
  await expect(receive(incoming(Buffer.from("{}")), [webhookSecret], intakeOf(away))).rejects.toMatchObject({
    code: "UNAVAILABLE",
  });
  expect(Date.now() - startedMs).toBeLessThan(5_000);
  await away.close();
});

test("without a configured secret nothing is accepted, not even what an empty secret signed", async () => {
  const signed = incoming(Buffer.from("{}"), {}, "");
  await expect(receive(signed, [])).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await expect(receive(signed, [""])).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
});

test.each([
  ["invalid_utf8", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ["not_json", Buffer.from('{"type": "post_call_transcription", ')],
  ["not_json", Buffer.alloc(0)],
  ["not_an_event", Buffer.from("[1, 2]")],
  ["not_an_event", Buffer.from("null")],
  ["missing_conversation_id", Buffer.from('{"type": "post_call_transcription", "data": {}}')],
  ["missing_conversation_id", Buffer.from('{"type": "call_initiation_failure", "data": null}')],
  ["missing_agent_id", Buffer.from('{"type": "call_initiation_failure", "data": {"conversation_id": "conv_1"}}')],
  ["unknown_agent", Buffer.from(JSON.stringify(conversationEvent({ agentId: "agent_nobody" })))],
])("signed bytes that are no usable event are kept and set aside as %s", async (reason, rawBody) => {
  await receive(incoming(rawBody));
  await harness.process();
  expect((await inbox()).find(({ body }) => body?.equals(rawBody))).toMatchObject({ status: "quarantined", reason });
});
