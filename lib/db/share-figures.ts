import { countLookup } from "@/lib/platform/count-lookup";
import type { Database } from "./database";
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
  const { rows } = await tx.query<{ cache_data: unknown }>(
    "SELECT cache_data FROM dashboard_cache WHERE user_id = $1 AND cache_key = $2 AND expires_at > now()",
    [userId, key],
  );
  return rows[0] ? unpack(rows[0].cache_data) : null;
}

/** Shares the lock that `hold_rollups` takes: a writer who comes now waits until the figures are kept, and drops them. */
async function holdWritersOff(tx: Transaction, userId: string): Promise<boolean> {
  const { rows } = await tx.query<{ is_quiet: boolean }>(
    "SELECT pg_try_advisory_xact_lock_shared(hashtext('rollups'), hashtext($1::uuid::text)) AS is_quiet",
    [userId],
  );
  return rows[0]?.is_quiet === true;
}

async function keep(tx: Transaction, userId: string, key: string, figures: unknown): Promise<void> {
  await tx.query(
    `INSERT INTO dashboard_cache (user_id, cache_key, cache_data, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(mins => $4))
     ON CONFLICT (user_id, cache_key) DO UPDATE SET cache_data = excluded.cache_data, expires_at = excluded.expires_at`,
    [userId, key, JSON.stringify(figures), minutesKept],
  );
}
