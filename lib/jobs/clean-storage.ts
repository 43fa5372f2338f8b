import type { Context, ProcessActor } from "@/lib/db/context";
import { objectsOfKey } from "@/lib/storage/objects-of-key";
import type { StoredObject } from "@/lib/storage/storage";
import type { ScheduledTask } from "./scheduled-task";

const folders = ["spool", "inbox", "recordings", "imports"];
const storedBody = /^inbox\/([0-9a-f]{64})\.json$/;
const unfinished = /\.part$/;
/** Nothing that is still being written rests for so long. */
const unfinishedMsMax = 3_600_000;
/** The event of a stored body is in the inbox within seconds, and its sender tries again for less than an hour. */
const unnamedMsMax = 24 * 3_600_000;
const keysPerQuery = 500;

/** Removes what killed processes had begun to write, and the bodies of events that were never kept. Says how many objects that were. */
export const cleanStorage: ScheduledTask = async (ctx, { storage, signal }) => {
  let removed = 0;
  const remove = async (key: string) => {
    await objectsOfKey(storage, key).remove(key);
    removed += 1;
  };
  let bodies: string[] = [];
  const removeUnnamed = async () => {
    for (const key of await findUnnamed(ctx, bodies)) await remove(key);
    bodies = [];
  };
  for (const folder of folders) {
    for await (const object of storage.list(folder)) {
      signal?.throwIfAborted();
      const { key } = object;
      if (unfinished.test(key) && (await isOlder(object, unfinishedMsMax))) await remove(key);
      if (!storedBody.test(key) || !(await isOlder(object, unnamedMsMax))) continue;
      bodies.push(key);
      if (bodies.length === keysPerQuery) await removeUnnamed();
    }
  }
  await removeUnnamed();
  return removed;
};

async function isOlder({ writtenAt }: StoredObject, ms: number): Promise<boolean> {
  const at = await writtenAt();
  return at !== null && Date.now() - at.getTime() > ms;
}

/** Those bodies that no event names. They are named by their digest, so that the inbox is asked by an index that it has. */
async function findUnnamed({ db }: Pick<Context<ProcessActor>, "db">, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const digests = keys.map((key) => storedBody.exec(key)?.[1]);
  const { rows } = await db.ingest((tx) =>
    tx.query<{ key: string }>(
      `SELECT key FROM unnest($1::text[], $2::text[]) AS body (key, digest)
       WHERE NOT EXISTS (
         SELECT FROM webhook_events e
         WHERE e.provider = 'elevenlabs' AND e.body_sha256 = decode(digest, 'hex') AND e.body_storage_key = key)`,
      [keys, digests],
    ),
  );
  return rows.map(({ key }) => key);
}
