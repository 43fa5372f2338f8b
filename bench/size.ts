import type pg from "pg";
import type { Context } from "@/lib/access/context";
import { createDatabase } from "@/lib/db/database";
import { systemClock } from "@/lib/platform/clock";
import { generateHistory } from "@/prisma/history/generate-history";
import { createScratchDatabase, type ScratchDatabase } from "@/prisma/tools/scratch-database";
import { explainStatements, printStatements } from "./explain-statements";
import { median, milliseconds, type Result } from "./measure";
import { withOwner } from "./tenants";

const tenants = 200;
const refreshMsMax = 1_000;
const statementMsMax = 20;

/** What grows with the number of calls: the write of one call, the KPI refresh, and every statement of Overview and Calls. */
export async function benchSize(
  serverUrl: string,
  template: string,
  isQuick: boolean,
  isExplained: boolean,
): Promise<Result[]> {
  const [few, many] = isQuick ? [2_000, 100_000] : [10_000, 5_000_000];
  const small = await createScratchDatabase(serverUrl, template);
  const large = await createScratchDatabase(serverUrl, template);
  try {
    await generateHistory(small.connectionString, { calls: few, tenants });
    await generateHistory(large.connectionString, { calls: many, tenants });
    const calls = `${many.toLocaleString("en")} calls of ${tenants} tenants`;
    return [
      await measureStatements(large, calls, isExplained),
      await measureRefresh(large, calls),
      await measureWrite(small, large, calls, few, isQuick ? 200 : 1_000),
    ];
  } finally {
    await small.drop();
    await large.drop();
  }
}

async function measureStatements(large: ScratchDatabase, calls: string, isExplained: boolean): Promise<Result> {
  const db = createDatabase({ connectionString: large.connectionString, connectionsMax: 2 });
  try {
    const ctx: Context = {
      actor: { kind: "user", userId: await largestTenant(large), role: "user", timezone: "UTC" },
      db,
      clock: systemClock,
      requestId: "bench",
    };
    const statements = await explainStatements(ctx, 5);
    if (isExplained) printStatements(statements);
    const slowest = statements.reduce((worst, each) => (each.ms > worst.ms ? each : worst));
    return {
      part: "f",
      what: `slowest statement of Overview and Calls, ${calls}, a fifth of them the tenant's / 20 ms`,
      ours: `${milliseconds(slowest.ms)} (${slowest.name})`,
      against: milliseconds(statementMsMax),
      ratio: slowest.ms / statementMsMax,
      bound: { max: 1 },
    };
  } finally {
    await db.close();
  }
}

async function largestTenant({ connectionString }: ScratchDatabase): Promise<string> {
  return withOwner(connectionString, async (owner) => {
    const { rows } = await owner.query<{ user_id: string }>(
      "SELECT user_id FROM user_daily_analytics GROUP BY user_id ORDER BY sum(total_calls) DESC LIMIT 1",
    );
    return rows[0]?.user_id ?? "";
  });
}

async function measureRefresh({ connectionString }: ScratchDatabase, calls: string): Promise<Result> {
  const refreshMs = await withOwner(connectionString, async (owner) => {
    const times: number[] = [];
    for (let run = 0; run < 7; run += 1) {
      // A call that arrived since the last one gives the refresh something to write.
      await writeCall(owner, run);
      const startedMs = performance.now();
      await owner.query("SELECT scheduled_refresh_user_kpi_summary(true)");
      times.push(performance.now() - startedMs);
    }
    return median(times);
  });
  return {
    part: "g",
    what: `refresh of user_kpi_summary, p50, ${calls} / one second`,
    ours: milliseconds(refreshMs),
    against: milliseconds(refreshMsMax),
    ratio: refreshMs / refreshMsMax,
    bound: { max: 1 },
  };
}

async function measureWrite(
  small: ScratchDatabase,
  large: ScratchDatabase,
  calls: string,
  few: number,
  runs: number,
): Promise<Result> {
  const [smallMs, largeMs] = await withOwner(small.connectionString, (inSmall) =>
    withOwner(large.connectionString, async (inLarge) => {
      const times: [number[], number[]] = [[], []];
      for (let run = 0; run < runs + 50; run += 1) {
        // The first runs fill caches.
        if (run === 50) for (const each of times) each.length = 0;
        times[0].push(await timed(() => writeCall(inSmall, run)));
        times[1].push(await timed(() => writeCall(inLarge, run)));
      }
      return [median(times[0]), median(times[1])] as const;
    }),
  );
  return {
    part: "h",
    what: `one call with lead, outcome, charge and all triggers, p50: ${calls} / ${few.toLocaleString("en")}`,
    ours: milliseconds(largeMs),
    against: milliseconds(smallMs),
    ratio: largeMs / smallMs,
    bound: { max: 1.3 },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** One finished call and what it brings, in a transaction of its own, for the tenants in turn. */
async function writeCall(owner: pg.Client, run: number): Promise<void> {
  await owner.query("BEGIN");
  const { rows } = await owner.query<{ id: string }>(insertCall, [1 + (run % tenants)]);
  for (const insert of [insertOutcome, insertLead, insertCharge]) await owner.query(insert, [rows[0]?.id]);
  await owner.query("COMMIT");
}

const insertCall = `
  INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, phone_number, call_source, lead_type, duration_seconds,
    duration_minutes, credits_used, credits_per_minute, status, started_at)
  SELECT a.id, a.user_id, 'conv_' || gen_random_uuid(), '+447700900123', 'phone', 'inbound', 125, 3, 3, 1, 'completed', now()
  FROM agents a WHERE a.elevenlabs_agent_id = 'agent_generated_tenant' || $1 || '_1'
  RETURNING id`;
const insertOutcome = `
  INSERT INTO agent_call_outcomes (agent_id, call_id, user_id, call_date, call_started_at, outcome, is_qualified_lead)
  SELECT agent_id, id, user_id, call_date, started_at, 'completed', true FROM calls WHERE id = $1`;
const insertLead = `
  INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, call_started_at, intent_score, total_score, lead_status_tag,
    is_qualified, cta_demo_clicked)
  SELECT id, user_id, agent_id, call_date, started_at, 80, 80, 'hot', true, true FROM calls WHERE id = $1`;
const insertCharge = `
  INSERT INTO credit_transactions (user_id, type, amount, description, call_id, conversation_id, quantity_seconds, quantity_minutes,
    unit_credits)
  SELECT user_id, 'usage', -3, 'Call', id, elevenlabs_conversation_id, 125, 3, 1 FROM calls WHERE id = $1`;
