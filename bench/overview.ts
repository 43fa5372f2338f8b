import type { Context } from "@/lib/access/context";
import { getOverview } from "@/lib/analytics/overview/get-overview";
import { createDatabase, type Database } from "@/lib/db/database";
import { systemClock } from "@/lib/platform/clock";
import { localNow } from "@/lib/platform/date-range/local-now";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { explainStatements, printStatements } from "./explain-statements";
import { fillHistory } from "./fill-history";
import { median, milliseconds, type Result } from "./measure";
import { createTenants, withOwner } from "./tenants";

type Tenant = { ctx: Context; databaseMs: number[]; close(): Promise<void> };

/** The Overview's time in the database with a hundred times as many calls of the same tenant. */
export async function benchOverview(
  serverUrl: string,
  template: string,
  isQuick: boolean,
  isExplained: boolean,
): Promise<Result> {
  const [few, many] = isQuick ? [2_000, 200_000] : [10_000, 1_000_000];
  const small = await createTenantWithHistory(serverUrl, template, few);
  const large = await createTenantWithHistory(serverUrl, template, many);
  try {
    const compared = resolveCompared({ range: "30d" }, localNow("UTC", systemClock.now()));
    for (let run = 0; run < 440; run += 1) {
      // The first runs fill caches.
      if (run === 40) for (const { databaseMs } of [small, large]) databaseMs.length = 0;
      for (const { ctx } of [small, large]) await getOverview(ctx, compared);
    }
    if (isExplained) printStatements(await explainStatements(large.ctx));
  } finally {
    await small.close();
    await large.close();
  }
  const [smallMs, largeMs] = [median(small.databaseMs), median(large.databaseMs)];
  return {
    part: "e",
    what: `Overview's database time, p50: ${many.toLocaleString("en")} calls of the tenant / ${few.toLocaleString("en")}`,
    ours: milliseconds(largeMs),
    against: milliseconds(smallMs),
    ratio: largeMs / smallMs,
    bound: { max: 1.5 },
  };
}

async function createTenantWithHistory(serverUrl: string, template: string, calls: number): Promise<Tenant> {
  const database = await createScratchDatabase(serverUrl, template);
  const userId = await withOwner(database.connectionString, async (owner) => {
    const agentIds = await createTenants(owner, "history", 1, 5);
    await fillHistory(owner, agentIds, calls);
    const { rows } = await owner.query<{ id: string }>("SELECT id FROM users");
    return rows[0]?.id ?? "";
  });
  const databaseMs: number[] = [];
  const db = createDatabase({ connectionString: database.connectionString, connectionsMax: 2 });
  return {
    ctx: {
      actor: { kind: "user", userId, role: "user", timezone: "UTC" },
      db: { ...db, tenant: timed(db, databaseMs) },
      clock: systemClock,
      requestId: "bench",
    },
    databaseMs,
    async close() {
      await db.close();
      await database.drop();
    },
  };
}

/** Notes how long each of a tenant's transactions takes, from BEGIN to COMMIT. */
function timed(db: Database, databaseMs: number[]): Database["tenant"] {
  return async (userId, work) => {
    const startedMs = performance.now();
    const result = await db.tenant(userId, work);
    databaseMs.push(performance.now() - startedMs);
    return result;
  };
}
