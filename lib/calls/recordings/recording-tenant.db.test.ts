import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteAccounts } from "@/lib/jobs/cleaning/delete-accounts";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";
import { getRecording } from "./get-recording";
import { getWaveform } from "./get-waveform";
import { recordingKey } from "./recording-key";

let harness: IngestHarness;
let mine: TestTenant;
let theirs: TestTenant;
let theirKey: string;
beforeAll(async () => {
  harness = await createIngestHarness();
  [mine, theirs] = [await harness.createTenant(), await harness.createTenant()];
  const call = await insertCall(harness.owner, theirs, { hasAudio: true });
  theirKey = recordingKey(theirs.userId, call, Buffer.from("their voice"));
  await harness.storage.of(theirs.userId).write(theirKey, Buffer.from("their voice"));
  await setKey(theirs, call, theirKey);
});
afterAll(() => harness.dispose());

/** As the role by which pages read and write, for its own tenant. */
const setKey = ({ userId }: TestTenant, callId: string, key: string) =>
  harness.db.tenant(userId, (tx) =>
    tx.query("UPDATE calls SET recording_storage_key = $2 WHERE id = $1", [callId, key]),
  );
const provider = () => ({ fetchConversationAudio: async () => null });

test("a tenant cannot name another tenant's recording, or file of contacts, as its own", async () => {
  const id = await insertCall(harness.owner, mine, { hasAudio: true });
  for (const key of [
    theirKey,
    "recordings/ab/x.mp3",
    "inbox/ab/x.mp3",
    `recordings/${mine.userId.toUpperCase()}/x.mp3`,
  ])
    await expect(setKey(mine, id, key)).rejects.toMatchObject({ constraint: "calls_recording_is_the_tenants" });
  const named = harness.db.tenant(mine.userId, (tx) =>
    tx.query(
      `INSERT INTO contact_imports (id, user_id, file_name, file_bytes, storage_key, encoding, separator, has_header, columns,
         header_digest, row_count) VALUES (uuid_v7(), $1, 'x', 1, $2, 'utf-8', ',', true, '[]', '', 1)`,
      [mine.userId, `imports/${theirs.userId}/x.csv`],
    ),
  );
  await expect(named).rejects.toMatchObject({ constraint: "contact_imports_file_is_the_tenants" });
});

test("even with a forged key in the database, nobody can read or delete another tenant's recording", async () => {
  await harness.owner.query("ALTER TABLE calls DROP CONSTRAINT calls_recording_is_the_tenants");
  const id = await insertCall(harness.owner, mine, { hasAudio: true });
  await setKey(mine, id, theirKey);
  const ctx = tenantContext(harness.db, mine.userId);
  await expect(getRecording(ctx, { id }, { storage: harness.storage, provider })).rejects.toThrow("is not a key of");
  await expect(getWaveform(ctx, { id }, harness.storage)).rejects.toThrow("is not a key of");
  await harness.rows("UPDATE users SET delete_after = now() - interval '1 day' WHERE id = $1", [mine.userId]);
  await expect(deleteAccounts(harness.context(), { storage: harness.storage })).rejects.toThrow("is not a key of");
  expect((await harness.storage.of(theirs.userId).readAll(theirKey))?.toString()).toBe("their voice");
});
