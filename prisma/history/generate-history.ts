import type pg from "pg";
import { openClient } from "@/lib/db/open-client";
import { AppError } from "@/lib/platform/errors";
import { fillSearches } from "./fill-searches";
import { analyseEverything, insertCalls, insertContacts, insertTenants, rebuilds, writtenTables } from "./statements";

export type HistorySize = {
  calls: number;
  tenants: number;
  /** Whether completed calls have transcripts, eight turns each; they take most of the time and room. */
  hasTranscripts?: boolean;
};

const callsPerStatement = 50_000;
const callsMax = 100_000_000;

/**
 * Fills an empty database with a made-up history for measuring: two years of calls with contacts, leads, outcomes and charges,
 * the same on every run. The first tenant has a fifth of the calls, the others share the rest.
 *
 * All of it is one transaction: rows are written without the product's triggers, whose tables stay locked meanwhile, and the
 * rollups are counted from them at the end. Interrupted, it leaves nothing.
 * @throws AppError BAD_REQUEST for a size that makes no sense, CONFLICT where there are calls already.
 */
export async function generateHistory(
  connectionString: string,
  size: HistorySize,
  log: (sentence: string) => void = () => {},
): Promise<void> {
  const perTenant = shareOut(size);
  const owner = await openClient({ connectionString });
  try {
    await owner.query("BEGIN");
    await refuseIfUsed(owner);
    const { rows: tenants } = await owner.query<{ id: string }>(insertTenants, [size.tenants]);
    for (const table of writtenTables) await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    for (const [index, { id }] of tenants.entries()) {
      await fillTenant(owner, id, perTenant[index] ?? 0);
      if (index % 20 === 0) log(`Wrote the calls of ${index + 1} of ${size.tenants} tenants.`);
    }
    await fillSearches(owner, tenants, { hasTranscripts: size.hasTranscripts ?? false, log });
    await countRollups(owner, log);
    await owner.query("COMMIT");
    for (const statement of analyseEverything) await owner.query(statement);
  } finally {
    await owner.end();
  }
}

/** How many calls each tenant gets. */
function shareOut({ calls, tenants }: HistorySize): number[] {
  const isWhole = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value <= to;
  if (!isWhole(calls, 1, callsMax))
    throw new AppError("BAD_REQUEST", `--calls is a whole number from 1 to ${callsMax}.`);
  if (!isWhole(tenants, 1, 10_000)) throw new AppError("BAD_REQUEST", "--tenants is a whole number from 1 to 10000.");
  if (tenants === 1) return [calls];
  const others = Math.floor((calls - Math.ceil(calls / 5)) / (tenants - 1));
  return [calls - others * (tenants - 1), ...Array.from({ length: tenants - 1 }, () => others)];
}

async function refuseIfUsed(owner: pg.Client): Promise<void> {
  await owner.query(`LOCK TABLE ${writtenTables.join(", ")} IN ACCESS EXCLUSIVE MODE`);
  const { rows } = await owner.query<{ is_used: boolean }>("SELECT EXISTS (SELECT FROM calls) AS is_used");
  if (rows[0]?.is_used)
    throw new AppError("CONFLICT", "This database has calls already; a history is only made in an empty one.");
}

async function fillTenant(owner: pg.Client, userId: string, calls: number): Promise<void> {
  await owner.query(insertContacts, [userId, Math.ceil(calls / 20)]);
  for (let from = 1; from <= calls; from += callsPerStatement) {
    await owner.query(insertCalls, [userId, from, Math.min(calls, from + callsPerStatement - 1), calls]);
  }
}

async function countRollups(owner: pg.Client, log: (sentence: string) => void): Promise<void> {
  log("Counting the rollups…");
  // A deferred foreign key that waits for its check would forbid what follows.
  await owner.query("SET CONSTRAINTS ALL IMMEDIATE");
  for (const table of writtenTables) await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  for (const table of writtenTables) await owner.query(`ANALYZE ${table}`);
  for (const statement of rebuilds) await owner.query(statement);
}
