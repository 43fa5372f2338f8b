import { sql } from "kysely";
import { countLookup } from "@/lib/platform/count-lookup";
import type { Database } from "./database";
import { readValue } from "./read-value";
import type { Transaction } from "./transaction";

/** Figures that are expensive to add up, and the JSON in which instances share them. */
export type SharedFigures<T> = {
  /** Names the figures among those of the tenant; at most 255 characters. */
  key: string;
  pack: (figures: T) => unknown;
  /** Null for a form that it does not know. */
  unpack: (kept: unknown) => T | null;
  compute: (tx: Transaction) => Promise<T>;
};

const minutesKept = 60;

/**
 * The second level of the cache: figures of a tenant in `dashboard_cache`, which triggers drop with any change of the tenant's days.
 * They are kept for others only when no writer of the tenant is under way, so a kept figure is never older than the last commit.
 */
export function shareFigures<T>(db: Database, userId: string, shared: SharedFigures<T>): Promise<T> {
  return db.tenant(userId, async (tx) => {
    const kept = await findKept(tx, userId, shared);
    countLookup("dashboard", kept === null ? "miss" : "hit");
    if (kept !== null) return kept;
    const isQuiet = await holdWritersOff(tx, userId);
    const figures = await shared.compute(tx);
    if (isQuiet) await keep(tx, userId, shared.key, shared.pack(figures));
    return figures;
  });
}

async function findKept<T>(tx: Transaction, userId: string, { key, unpack }: SharedFigures<T>): Promise<T | null> {
  const kept = await tx.kysely
    .selectFrom("dashboard_cache")
    .select("cache_data")
    .where("user_id", "=", userId)
    .where("cache_key", "=", key)
    .where("expires_at", ">", sql<Date>`now()`)
    .executeTakeFirst();
  return kept ? unpack(kept.cache_data) : null;
}

/** Shares the lock that `hold_rollups` takes: a writer who comes now waits until the figures are kept, and drops them. */
function holdWritersOff(tx: Transaction, userId: string): Promise<boolean> {
  const lock = sql<boolean>`pg_try_advisory_xact_lock_shared(hashtext('rollups'), hashtext(${userId}::uuid::text))`;
  return readValue(tx.kysely, lock);
}

async function keep(tx: Transaction, userId: string, key: string, figures: unknown): Promise<void> {
  await tx.kysely
    .insertInto("dashboard_cache")
    .values({
      user_id: userId,
      cache_key: key,
      cache_data: JSON.stringify(figures),
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
