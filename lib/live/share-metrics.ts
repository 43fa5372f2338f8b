import { sql } from "kysely";
import type { Database } from "@/lib/db/database";
import { readValue } from "@/lib/db/read-value";
import type { Transaction } from "@/lib/db/transaction";
import { countLookup } from "@/lib/live/count-lookup";

/** Metrics that are expensive to compute, and the JSON in which instances share them. */
export type SharedMetrics<T> = {
  /** Names the metrics among those of the tenant; at most 255 characters. */
  key: string;
  pack: (totals: T) => unknown;
  /** Null for an unknown format. */
  unpack: (kept: unknown) => T | null;
  compute: (tx: Transaction) => Promise<T>;
};

const minutesKept = 60;

/**
 * The second level of the cache: metrics of a tenant in `dashboard_cache`, which triggers drop with any change of the tenant's days. They
 * are stored only when no write of the tenant is in progress, so a stored metric is never older than the last commit.
 */
export function shareMetrics<T>(db: Database, userId: string, shared: SharedMetrics<T>): Promise<T> {
  return db.tenant(userId, async (tx) => {
    const kept = await findKept(tx, userId, shared);
    countLookup("dashboard", kept === null ? "miss" : "hit");
    if (kept !== null) return kept;
    const isQuiet = await holdWritersOff(tx, userId);
    const totals = await shared.compute(tx);
    if (isQuiet) await keep(tx, userId, shared.key, shared.pack(totals));
    return totals;
  });
}

async function findKept<T>(tx: Transaction, userId: string, { key, unpack }: SharedMetrics<T>): Promise<T | null> {
  const kept = await tx.kysely
    .selectFrom("dashboard_cache")
    .select("cache_data")
    .where("user_id", "=", userId)
    .where("cache_key", "=", key)
    .where("expires_at", ">", sql<Date>`now()`)
    .executeTakeFirst();
  return kept ? unpack(kept.cache_data) : null;
}

/** Takes the lock of `hold_rollups` in shared mode: a later writer waits until the metrics are stored, and then deletes them. */
function holdWritersOff(tx: Transaction, userId: string): Promise<boolean> {
  const lock = sql<boolean>`pg_try_advisory_xact_lock_shared(hashtext('rollups'), hashtext(${userId}::uuid::text))`;
  return readValue(tx.kysely, lock);
}

async function keep(tx: Transaction, userId: string, key: string, totals: unknown): Promise<void> {
  await tx.kysely
    .insertInto("dashboard_cache")
    .values({
      user_id: userId,
      cache_key: key,
      cache_data: JSON.stringify(totals),
      expires_at: sql<Date>`now() + make_interval(mins => ${minutesKept})`,
    })
    .onConflict((conflict) =>
      conflict.columns(["user_id", "cache_key"]).doUpdateSet((eb) => ({
        cache_data: eb.ref("excluded.cache_data"),
        expires_at: eb.ref("excluded.expires_at"),
      })),
    )
    .execute();
}
