import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createElevenLabs } from "@/lib/elevenlabs/client";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";
import { getRecording } from "./get-recording";

let harness: IngestHarness;
let tenant: TestTenant;
let asked: string[] = [];
let baseUrl: string;
let isProviderAway = false;

/** The provider on the wire: a conversation's sound is its own id. */
const provider = createServer((request, response) => {
  const conversationId = request.url?.match(/conversations\/([^/]+)\/audio/)?.[1] ?? "";
  asked.push(conversationId);
  if (isProviderAway) response.writeHead(500).end();
  else response.writeHead(200, { "content-type": "audio/mpeg" }).end(conversationId);
});

beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  const address = provider.address();
  baseUrl = typeof address === "object" ? `http://127.0.0.1:${address?.port}` : "";
});
afterAll(async () => {
  provider.close();
  await harness.dispose();
});

const ctx = () => tenantContext(harness.db, tenant.userId);

const sources = () => ({
  storage: harness.storage,
  provider: () => createElevenLabs({ apiKey: "key", baseUrl }),
});

test("a recording that only the provider has is fetched once, however many ask for it, and kept", async () => {
  asked = [];
  const id = await insertCall(harness.owner, tenant, { hasAudio: true });
  const recordings = await Promise.all([1, 2, 3].map(() => getRecording(ctx(), { id }, sources())));
  expect(new Set(recordings.map(({ key }) => key)).size).toBe(1);
  const again = await getRecording(ctx(), { id }, sources());
  expect(asked).toEqual([`conv_${id}`]);
  expect((await harness.storage.of(tenant.userId).readAll(again.key))?.toString()).toBe(`conv_${id}`);
  expect(again.sizeBytes).toBe(`conv_${id}`.length);
});

test("a call without audio has no recording, and the provider is not queried", async () => {
  asked = [];
  const id = await insertCall(harness.owner, tenant, { hasAudio: false });
  await expect(getRecording(ctx(), { id }, sources())).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(asked).toEqual([]);
});

test("another tenant's recording is not found, stored or not", async () => {
  const other = await harness.createTenant();
  const id = await insertCall(harness.owner, tenant, { hasAudio: true });
  await getRecording(ctx(), { id }, sources());
  const stranger = tenantContext(harness.db, other.userId);
  await expect(getRecording(stranger, { id }, sources())).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a failing provider is named, and the next try asks again", async () => {
  const id = await insertCall(harness.owner, tenant, { hasAudio: true });
  isProviderAway = true;
  await expect(getRecording(ctx(), { id }, sources())).rejects.toMatchObject({ code: "UPSTREAM_UNAVAILABLE" });
  isProviderAway = false;
  expect((await getRecording(ctx(), { id }, sources())).sizeBytes).toBeGreaterThan(0);
});
