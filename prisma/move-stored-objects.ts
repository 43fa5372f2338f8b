import { openClient } from "@/lib/db/open-client";
import { objectsOfKey } from "@/lib/storage/objects-of-key";
import type { Storage } from "@/lib/storage/storage";

const sourcesPerBatch = 500;

type Move = { source: string; keys: string[] };

/**
 * Gives stored objects the keys by which their rows name them since a migration. The old name goes only once the new ones are there,
 * so it may be killed at any point and run again; of several callers at once one works and the others wait. What is not in this storage
 * stays written down.
 * @returns how many objects moved.
 */
export async function moveStoredObjects(connectionString: string, storage: Storage): Promise<number> {
  const client = await openClient({ connectionString });
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('callwright stored objects'))");
    let moved = 0;
    for (let after = ""; ; ) {
      const { rows } = await client.query<Move>(
        `SELECT from_key AS source, array_agg(to_key) AS keys FROM stored_object_moves WHERE from_key > $1
         GROUP BY from_key ORDER BY from_key LIMIT $2`,
        [after, sourcesPerBatch],
      );
      const done: string[] = [];
      for (const move of rows) if (await isMoved(storage, move)) done.push(move.source);
      await client.query("DELETE FROM stored_object_moves WHERE from_key = ANY ($1)", [done]);
      moved += done.length;
      const last = rows.at(-1);
      if (!last) return moved;
      after = last.source;
    }
  } finally {
    await client.end();
  }
}

async function isMoved(storage: Storage, { source, keys }: Move): Promise<boolean> {
  for (const key of keys) {
    if (!(await objectsOfKey(storage, key).copyFrom(source, key))) return false;
  }
  await storage.remove(source);
  return true;
}
