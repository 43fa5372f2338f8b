import { sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { callFunction } from "@/lib/db/call-function";
import { isStatementTimeout, isUnavailable } from "@/lib/db/pg-errors";
import type { Transaction } from "@/lib/db/transaction";
import { writeSearches } from "./write-searches";

/** Small enough that a new call is found within a second or two, however many wait, and that work with priority waits only briefly. */
const callsPerBatch = 200;
/** As they are stored, compressed: a long transcript is made with few others. */
const transcriptBytesPerBatch = 1024 * 1024;

export type IndexedCalls = { made: number; changed: number; failed: number };

/**
 * Indexes every waiting call for search, batch by batch, until none waits or `signal` is aborted. A call that cannot be indexed is
 * recorded, and the others continue. The batch of a killed process waits again; running it twice is harmless.
 * @param options.giveWay waits before each batch for more urgent work.
 */
export async function indexCalls(
  ctx: Pick<Context, "db">,
  { signal, giveWay }: { signal?: AbortSignal; giveWay?: () => Promise<void> } = {},
): Promise<IndexedCalls> {
  const total = { made: 0, changed: 0, failed: 0 };
  while (!signal?.aborted) {
    await giveWay?.();
    const batch = await ctx.db.job(indexBatch);
    if (batch.made + batch.failed === 0) break;
    total.made += batch.made;
    total.changed += batch.changed;
    total.failed += batch.failed;
  }
  return total;
}

async function indexBatch(tx: Transaction): Promise<IndexedCalls> {
  const ids = await callFunction(tx, "take_call_searches", {
    calls_max: callsPerBatch,
    bytes_max: transcriptBytesPerBatch,
  });
  if (ids.length === 0) return { made: 0, changed: 0, failed: 0 };
  const whole = await attempt(tx, () => writeSearches(tx.kysely, ids));
  if (!("error" in whole)) return { made: ids.length, changed: whole.result, failed: 0 };
  return indexOneByOne(tx, ids);
}

async function indexOneByOne(tx: Transaction, ids: readonly string[]): Promise<IndexedCalls> {
  const total = { made: 0, changed: 0, failed: 0 };
  for (const id of ids) {
    const outcome = await attempt(tx, () => writeSearches(tx.kysely, [id]));
    if ("error" in outcome) {
      total.failed += 1;
      await sql`SELECT note_call_search_failure(${id}, ${String(outcome.error)})`.execute(tx.kysely);
    } else {
      total.made += 1;
      total.changed += outcome.result;
    }
  }
  return total;
}

/** @throws what says that the database is away: then nothing is known about the calls. */
async function attempt<T>(tx: Transaction, work: () => Promise<T>): Promise<{ result: T } | { error: unknown }> {
  await tx.query("SAVEPOINT before_words");
  try {
    const result = await work();
    await tx.query("RELEASE SAVEPOINT before_words");
    return { result };
  } catch (error) {
    if (isUnavailable(error) && !isStatementTimeout(error)) throw error;
    await tx.query("ROLLBACK TO SAVEPOINT before_words");
    return { error };
  }
}
