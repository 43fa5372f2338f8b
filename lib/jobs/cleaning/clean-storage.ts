import { sql } from "kysely";
import type { Context, ProcessActor } from "@/lib/access/context";
import { objectsOfKey } from "@/lib/storage/objects-of-key";
import type { StoredObject } from "@/lib/storage/storage";
import type { ScheduledTask } from "../scheduled-task";

const folders = ["spool", "inbox", "recordings", "imports"];
const storedBody = /^inbox\/([0-9a-f]{64})\.json$/;
const unfinished = /\.part$/;
/** A partial object that was not written to for this long is abandoned. */
const unfinishedMsMax = 3_600_000;
/** The event of a stored body is in the inbox within seconds, and its sender tries again for less than an hour. */
const unnamedMsMax = 24 * 3_600_000;
const keysPerQuery = 500;

/** Removes partial objects of killed processes, and bodies of events that were never stored. @returns how many objects. */
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

/** Stored bodies that no event refers to. Their key contains their digest, so that the inbox is queried by an existing index. */
async function findUnnamed({ db }: Pick<Context<ProcessActor>, "db">, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const digests = keys.map((key) => Buffer.from(storedBody.exec(key)?.[1] ?? "", "hex"));
  const named = await db.ingest(({ kysely }) =>
    kysely
      .selectFrom("webhook_events")
      .select("body_storage_key as key")
      .where("provider", "=", "elevenlabs")
      .where(sql<boolean>`body_sha256 = ANY (${digests}::bytea[])`)
      .where(sql<boolean>`body_storage_key = ANY (${keys}::text[])`)
      .execute(),
  );
  return keys.filter((key) => !named.some((event) => event.key === key));
}
