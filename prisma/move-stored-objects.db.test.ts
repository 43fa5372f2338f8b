import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import type { Storage } from "@/lib/storage/storage";
import { migrate } from "./migrate";
import { moveStoredObjects } from "./move-stored-objects";
import { listMigrations } from "./tools/list-migrations";
import { createScratchDatabase } from "./tools/scratch-database";

/** How a recording was named before its key carried its tenant. */
function formerKey(conversationId: string): string {
  const name = createHash("sha256").update(conversationId).digest("hex").slice(0, 32);
  return `recordings/${name.slice(0, 2)}/${name}-0123456789abcdef.mp3`;
}

test("recordings of before get keys that carry their tenant and move with them, but for those that were another's", async () => {
  const database = await createScratchDatabase(inject("serverUrl"));
  const owner = new pg.Client({ connectionString: database.connectionString });
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-move-"));
  const storage = createDiskStorage(folder);
  try {
    const all = listMigrations();
    const before = all.findIndex(({ name }) => name.startsWith("20261129101500"));
    await migrate(database.connectionString, all.slice(0, before));
    await owner.connect();
    const [mine, theirs] = [await createTenant(owner), await createTenant(owner)];
    const keys = ["fetched", "received", "gone"].map(formerKey);
    const [fetched = "", received = "", gone = ""] = keys;
    for (const key of [fetched, received, "recordings/by-hand.mp3"]) await storage.write(key, Buffer.from(key));
    const insert = (tenant: Tenant, conversation: string, key: string) => insertCall(owner, tenant, conversation, key);
    await insert(mine, "fetched", fetched);
    await insert(mine, "received", received);
    await insert(mine, "gone", gone);
    await insert(mine, "by hand", "recordings/by-hand.mp3");
    await insert(theirs, "forged", fetched);
    await insert(theirs, "forged too", received);
    await owner.query(
      `INSERT INTO webhook_events (id, provider, body, body_bytes, body_sha256, signed_at, audio_storage_key, user_id)
       VALUES (uuid_v7(), 'elevenlabs', '{}', 2, sha256('{}'), now(), $1, $2)`,
      [received, mine.userId],
    );
    const updated = await owner.query("SELECT updated_at FROM calls ORDER BY id");

    await migrate(database.connectionString);
    const to = (key: string) => `recordings/${mine.userId}/${key.slice("recordings/".length)}`;
    const { rows: calls } = await owner.query(
      "SELECT elevenlabs_conversation_id AS conversation, recording_storage_key AS key FROM calls ORDER BY 1",
    );
    expect(calls).toEqual([
      { conversation: "by hand", key: to("recordings/by-hand.mp3") },
      { conversation: "fetched", key: to(fetched) },
      { conversation: "forged", key: null },
      { conversation: "forged too", key: null },
      { conversation: "gone", key: to(gone) },
      { conversation: "received", key: to(received) },
    ]);
    expect((await owner.query("SELECT updated_at FROM calls ORDER BY id")).rows).toEqual(updated.rows);
    const waiting = `inbox/${received.slice("recordings/".length)}`;
    expect((await owner.query("SELECT audio_storage_key AS key FROM webhook_events")).rows).toEqual([{ key: waiting }]);

    // Killed behind the first copy, it goes on where it was; a second instance finds nothing more to do.
    await expect(moveStoredObjects(database.connectionString, breaking(storage))).rejects.toThrow("The disk is away");
    const moved = await Promise.all([1, 2].map(() => moveStoredObjects(database.connectionString, storage)));
    expect(moved.sort()).toEqual([0, 3]);
    const own = storage.of(mine.userId);
    for (const key of [fetched, received, "recordings/by-hand.mp3"]) {
      expect((await own.readAll(to(key)))?.toString()).toBe(key);
      expect(await storage.sizeOf(key)).toBeNull();
    }
    expect((await storage.readAll(waiting))?.toString()).toBe(received);
    expect((await owner.query("SELECT from_key, to_key FROM stored_object_moves")).rows).toEqual([
      { from_key: gone, to_key: to(gone) },
    ]);
  } finally {
    await owner.end();
    await database.drop();
    await rm(folder, { recursive: true });
  }
});

const breaking = (storage: Storage): Storage => ({
  ...storage,
  remove: () => Promise.reject(new Error("The disk is away")),
});

type Tenant = { userId: string; agentId: string };

async function createTenant(owner: pg.Client): Promise<Tenant> {
  const { rows } = await owner.query<Tenant>(
    `WITH u AS (INSERT INTO users (email, name) VALUES ($1, 'x') RETURNING id)
     INSERT INTO agents (user_id, elevenlabs_agent_id, name) SELECT id, $1, 'x' FROM u RETURNING user_id AS "userId", id AS "agentId"`,
    [`${newId()}@tenant.example`],
  );
  return rows[0] ?? { userId: "", agentId: "" };
}

const insertCall = (owner: pg.Client, { userId, agentId }: Tenant, conversation: string, key: string) =>
  owner.query(
    `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at, recording_storage_key)
     VALUES ($1, $2, $3, 'inbound', 'completed', '2026-10-03T10:30:00Z', $4)`,
    [agentId, userId, conversation, key],
  );
