import fc from "fast-check";
import pg from "pg";
import { expect } from "vitest";
import { isTransient } from "@/lib/db/pg-errors";
import { createPrismaConnector } from "@/lib/db/prisma-connector";
import { runTransaction } from "@/lib/db/run-transaction";
import type { Transaction } from "@/lib/db/transaction";
import type { IngestHarness } from "./ingest-harness";
import { rollupDifferences, trendDifferences } from "./recompute";
import { kpiDifferences } from "./recompute-kpis";
import { leadDifferences } from "./recompute-leads";
import {
  applyTransaction,
  type HistoryTenant,
  type HistoryTransaction,
  rebuilds,
  transaction,
} from "./rollup-operations";

type HistoryOptions = { connections: number; transactionsEach: number; runs: number };
type HistoryCounts = {
  /** Operations that committed. */
  operations: number;
  /** Transactions that were tried again after a deadlock or a wait for a lock, as every caller of the product does. */
  retries: number;
  /** Of those, the ones that failed so often that their caller heard of it. */
  failures: number;
};

/**
 * One random history on several connections at once, on top of which every run continues. After each run every rollup, target,
 * summary and trend equals the same metrics computed from the calls, and rebuilding changes none of them.
 */
export async function proveRollups(
  harness: IngestHarness,
  tenants: readonly HistoryTenant[],
  { connections, transactionsEach, runs }: HistoryOptions,
): Promise<HistoryCounts> {
  const pool = new pg.Pool({ connectionString: harness.connectionString, max: connections });
  const prisma = createPrismaConnector();
  const counted = { operations: 0, retries: 0, failures: 0 };
  const perform = async (wanted: HistoryTransaction) => {
    let attempts = 0;
    try {
      const work = async (tx: Transaction) => {
        attempts += 1;
        await tx.query("SET LOCAL ROLE none");
        if (wanted.rollups !== "after each statement") await tx.query("SELECT collect_rollup_changes()");
        await applyTransaction(tx, tenants, wanted);
        if (wanted.rollups === "collected and released") await tx.query("SELECT release_rollup_changes()");
      };
      await runTransaction(pool, "app_ingest", null, work, { prisma });
      counted.operations += wanted.operations.length;
    } catch (error) {
      if (isTransient(error)) counted.failures += 1;
      // A call may have gone or moved between being found and being pointed at.
      else if (!(error instanceof pg.DatabaseError && error.code === "23503")) throw error;
    }
    counted.retries += attempts - 1;
  };
  const history = fc.array(transaction, { minLength: transactionsEach, maxLength: transactionsEach });
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: connections, maxLength: connections }), async (histories) => {
        await Promise.all([
          ...histories.map(async (transactions) => {
            for (const wanted of transactions) await perform(wanted);
          }),
          harness.index(),
        ]);
        expect(await harness.index()).toMatchObject({ failed: 0 });
        expect(await harness.rows("SELECT * FROM rollup_changes")).toEqual([]);
        expect(await rollupDifferences(harness.owner)).toEqual([]);
        expect(await kpiDifferences(harness.owner)).toEqual([]);
        expect(await leadDifferences(harness.owner)).toEqual([]);
        expect(await rebuiltRows(harness.owner, tenants)).toEqual([]);
        expect(await trendDifferences(harness.owner)).toEqual([]);
        expect(await rollupDifferences(harness.owner)).toEqual([]);
        expect(await harness.index()).toMatchObject({ changed: 0, failed: 0 });
      }),
      { numRuns: runs, endOnFailure: true },
    );
  } finally {
    await pool.end();
  }
  return counted;
}

/** Rebuilds everything; the rollups that this changed were wrong before. */
async function rebuiltRows(client: pg.Client, tenants: readonly HistoryTenant[]): Promise<unknown[]> {
  const changed: unknown[] = [];
  for (const { userId } of tenants) {
    for (const name of rebuilds) {
      const { rows } = await client.query<{ rows: number }>(`SELECT ${name}($1, '-infinity', 'infinity') AS rows`, [
        userId,
      ]);
      // Trends say how many there are; words are only asked for, and made by a job.
      const saysNothing = name === "rebuild_agent_performance_trends" || name === "rebuild_call_searches";
      if (rows[0]?.rows !== 0 && !saysNothing) changed.push({ name, ...rows[0] });
    }
  }
  return changed;
}
