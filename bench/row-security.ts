import pg from "pg";
import type { Context } from "@/lib/access/context";
import { getOverview } from "@/lib/analytics/overview/get-overview";
import { createDatabase, type Database } from "@/lib/db/database";
import { runAsOwner } from "@/lib/db/run-transaction";
import { systemClock } from "@/lib/platform/clock";
import { localNow } from "@/lib/platform/date-range/local-now";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { generateHistory } from "@/prisma/history/generate-history";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { median, milliseconds, type Result } from "./measure";
import { withOwner } from "./tenants";

/**
 * The Overview's transaction and a small write of a tenant, in the tenants' role with its policies, against the same statements
 * in a plain transaction of the owner, whom no policy concerns.
 */
export async function benchRowSecurity(serverUrl: string, template: string, isQuick: boolean): Promise<Result> {
  const database = await createScratchDatabase(serverUrl, template);
  const db = createDatabase({ connectionString: database.connectionString, connectionsMax: 2 });
  const owners = new pg.Pool({ connectionString: database.connectionString, max: 1 });
  try {
    await generateHistory(database.connectionString, { calls: isQuick ? 20_000 : 200_000, tenants: 20 });
    const { user_id: userId, lead_id: leadId } = await withOwner(database.connectionString, async (owner) => {
      const { rows } = await owner.query<{ user_id: string; lead_id: string }>(
        "SELECT user_id, id AS lead_id FROM lead_analytics ORDER BY call_started_at DESC LIMIT 1",
      );
      return rows[0] ?? { user_id: "", lead_id: "" };
    });
    const asTenant = contextOf(userId, db);
    const plain = contextOf(userId, { ...db, tenant: plainTransactions(owners) });
    const compared = resolveCompared({ range: "30d" }, localNow("UTC", systemClock.now()));
    const read = (ctx: Context) => getOverview(ctx, compared);
    const write = (ctx: Context) =>
      ctx.db.tenant(userId, (tx) =>
        tx.query("UPDATE lead_analytics SET is_read = NOT is_read WHERE user_id = $1 AND id = $2", [userId, leadId]),
      );
    const runs = isQuick ? 300 : 1_500;
    const [reading, writing] = [
      await compare(read, asTenant, plain, runs),
      await compare(write, asTenant, plain, runs),
    ];
    const worse = reading.ratio > writing.ratio ? reading : writing;
    return {
      part: "i",
      what: `transaction in the tenant's role / plain, p50: the Overview ${reading.ratio.toFixed(2)}, a write ${writing.ratio.toFixed(2)}`,
      ours: milliseconds(worse.oursMs),
      against: milliseconds(worse.plainMs),
      ratio: worse.ratio,
      bound: { max: 1.5 },
    };
  } finally {
    await owners.end();
    await db.close();
    await database.drop();
  }
}

function contextOf(userId: string, db: Database): Context {
  return { actor: { kind: "user", userId, role: "user", timezone: "UTC" }, db, clock: systemClock, requestId: "bench" };
}

function plainTransactions(pool: pg.Pool): Database["tenant"] {
  return async (_userId, work) => {
    const client = await pool.connect();
    try {
      return await runAsOwner(client, work);
    } finally {
      client.release();
    }
  };
}

async function compare(work: (ctx: Context) => Promise<unknown>, ours: Context, plain: Context, runs: number) {
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run < runs + 50; run += 1) {
    // The first runs fill caches.
    if (run === 50) for (const each of times) each.length = 0;
    for (const [index, ctx] of [ours, plain].entries()) {
      const startedMs = performance.now();
      await work(ctx);
      times[index]?.push(performance.now() - startedMs);
    }
  }
  const [oursMs, plainMs] = [median(times[0]), median(times[1])];
  return { oursMs, plainMs, ratio: oursMs / plainMs };
}
