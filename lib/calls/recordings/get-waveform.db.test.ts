import { afterAll, beforeAll, expect, test } from "vitest";
import { tenantFolder } from "@/lib/storage/tenant-key";
import { encodeSegment } from "@/simulators/elevenlabs/recording/encode-segment";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";
import { getWaveform, waveformParts } from "./get-waveform";

let harness: IngestHarness;
let tenant: TestTenant;
let other: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  other = await harness.createTenant();
});
afterAll(() => harness.dispose());

async function recorded(name: string | null, bytes?: Uint8Array): Promise<string> {
  const key = name && keyOf(name);
  const id = await insertCall(harness.owner, tenant, { hasAudio: true });
  if (key && bytes) await harness.storage.of(tenant.userId).write(key, bytes);
  await harness.owner.query("UPDATE calls SET recording_storage_key = $2 WHERE id = $1", [id, key]);
  return id;
}
const keyOf = (name: string) => `${tenantFolder("recordings", tenant.userId)}aa/${name}`;
const waveformOf = (whose: TestTenant, id: string) =>
  getWaveform(tenantContext(harness.db, whose.userId), { id }, harness.storage);

test("a stored recording has a waveform, which is computed once", async () => {
  const samples = Int16Array.from({ length: 48_000 }, (_, n) => Math.round(Math.sin(n * n) * 9_000));
  const id = await recorded("waveform.mp3", encodeSegment(samples));
  const first = await waveformOf(tenant, id);
  expect(first.loudness).toHaveLength(waveformParts);
  await harness.storage.of(tenant.userId).remove(keyOf("waveform.mp3"));
  expect(await waveformOf(tenant, id)).toEqual(first);
});

test("one that is not stored here, is gone or is no MP3 has none", async () => {
  expect(await waveformOf(tenant, await recorded(null))).toEqual({ loudness: null });
  expect(await waveformOf(tenant, await recorded("gone.mp3"))).toEqual({ loudness: null });
  const text = await recorded("text.mp3", Buffer.from("no sound"));
  expect(await waveformOf(tenant, text)).toEqual({ loudness: null });
});

test("another tenant's call is not found, nor is what is no id, and a job has none", async () => {
  const id = await recorded(null);
  for (const asked of [id, "x"]) await expect(waveformOf(other, asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(getWaveform(harness.context(), { id }, harness.storage)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
