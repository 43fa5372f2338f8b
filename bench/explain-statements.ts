import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { getAgentMetrics } from "@/lib/analytics/agents/get-agent-metrics";
import { listAgentMetrics } from "@/lib/analytics/agents/list-agent-metrics";
import { parseAnalyticsQuery } from "@/lib/analytics/analytics-query";
import { getAnalytics } from "@/lib/analytics/get-analytics";
import { getOverview } from "@/lib/analytics/overview/get-overview";
import { decodeCallCursor } from "@/lib/calls/list/call-cursor";
import { listCalls } from "@/lib/calls/list/list-calls";
import type { CallFilters } from "@/lib/calls/schema";
import type { Database } from "@/lib/db/database";
import { offerTransaction } from "@/lib/db/offer-transaction";
import { createPrismaConnector, type PrismaConnector } from "@/lib/db/prisma-connector";
import type { Statements } from "@/lib/db/transaction";
import { addDays } from "@/lib/platform/date-range/days";
import { localNow } from "@/lib/platform/date-range/local-now";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { rangeDaysMax, resolveRange } from "@/lib/platform/date-range/resolve-range";
import { median } from "./measure";

const PlanNode = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Actual Rows": z.number(),
  "Rows Removed by Filter": z.number().optional(),
  "Actual Loops": z.number(),
  "Shared Hit Blocks": z.number(),
  "Shared Read Blocks": z.number(),
  get Plans() {
    return z.array(PlanNode).optional();
  },
});
type PlanNode = z.infer<typeof PlanNode>;
const Plan = z.object({ Plan: PlanNode, "Planning Time": z.number(), "Execution Time": z.number() });
type Plan = z.infer<typeof Plan>;
const Explained = z.array(z.object({ "QUERY PLAN": z.array(Plan) }));

/** One statement of a page, as the tenant's own role ran it. */
export type ExplainedStatement = {
  name: string;
  /** Planning and execution on the server, in milliseconds; the median of the runs. */
  ms: number;
  buffers: number;
  /** What read tables, and how. */
  reads: string[];
};

/** How PostgreSQL runs every statement of the Overview, the analytics, the agents and of the list of calls with each of its filters. */
export async function explainStatements(ctx: Context, runs = 1): Promise<ExplainedStatement[]> {
  const prisma = createPrismaConnector();
  try {
    return await explainPages(ctx, prisma, runs);
  } finally {
    await prisma.close();
  }
}

async function explainPages(ctx: Context, prisma: PrismaConnector, runs: number): Promise<ExplainedStatement[]> {
  const found: ExplainedStatement[] = [];
  const explaining = (name: string) => explainedContext(ctx, prisma, { name, runs, found });
  const now = localNow("UTC", ctx.clock.now());
  const today = now.day;
  const last30Days = resolveRange({ range: "30d" }, today).range;
  const quarterBefore = resolveRange({ range: "custom", from: addDays(today, -500), to: addDays(today, -410) }, today);
  const longest = { range: "custom", from: addDays(today, 1 - rangeDaysMax), to: today };
  for (const asked of [{ range: "today" }, { range: "7d" }, { range: "30d" }, { range: "90d" }, longest, longest]) {
    const compared = resolveCompared(asked, now);
    const { range } = compared;
    // The longest one twice: what it adds up is shared, and read from there the second time.
    await getOverview(explaining(`overview of ${range.days} days`), compared);
  }
  const first = await listCalls(ctx, { filters: {} });
  const agent = first.calls[0]?.agent.id;
  for (const asked of [{ range: "30d" }, longest]) {
    const { range, comparison } = resolveCompared(asked, now);
    const of = `of ${range.days} days`;
    const query = parseAnalyticsQuery({ ...asked, vs: "year" }, now);
    await getAnalytics(explaining(`analytics ${of} and a year before`), { query });
    await getAnalytics(explaining(`analytics ${of}, agent and source`), {
      query: { ...query, filters: { agent, source: "phone" } },
    });
    await listAgentMetrics(explaining(`agents ${of}`), { range, comparison });
    if (agent) await getAgentMetrics(explaining(`agent ${of} and of its life`), { id: agent, range, comparison });
  }
  const deep = await deepCursor(ctx);
  const lists: [string, CallFilters][] = [
    ["all", {}],
    ["agent", { agent }],
    ["status failed", { status: ["failed"] }],
    ["status in_progress (rare)", { status: ["in_progress"] }],
    ["status completed", { status: ["completed"] }],
    ["status completed or failed", { status: ["completed", "failed"] }],
    ["direction outbound", { direction: "outbound" }],
    ["source internet", { source: "internet" }],
    ["source unknown (rare)", { source: "unknown" }],
    ["temperature hot", { temperature: "hot" }],
    ["any lead", { lead: "yes" }],
    ["qualified", { qualified: "yes" }],
    ["cta demo", { cta: "demo" }],
    ["cta any", { cta: "any" }],
    ["cta human (rare)", { cta: "human" }],
    ["one address", { email: "caller42@example.com" }],
    ["an address nobody has", { email: "nobody@example.com" }],
    ["outcome voicemail", { outcome: ["voicemail"] }],
    ["outcome busy (rare)", { outcome: ["busy"] }],
    ["outcome disconnected (rare)", { outcome: ["disconnected"] }],
    ["answered", { outcome: ["completed", "disconnected"] }],
    ["an hour of the week", { weekday: 2, hour: 10 }],
    ["30 days, an hour of the week, qualified", { range: last30Days, weekday: 2, hour: 10, qualified: "yes" }],
    ["30 days", { range: last30Days }],
    ["old quarter", { range: quarterBefore.range }],
    ["30 days, hot", { range: last30Days, temperature: "hot" }],
    ["30 days, agent, busy", { range: last30Days, agent, outcome: ["busy"] }],
    ["agent, disconnected (rare)", { agent, outcome: ["disconnected"] }],
  ];
  for (const [name, filters] of lists) {
    await listCalls(explaining(`calls ${name}`), { filters });
    if (deep) await listCalls(explaining(`calls ${name}, from the middle`), { filters, cursor: deep });
  }
  return found;
}

export function printStatements(statements: readonly ExplainedStatement[]): void {
  console.log("\nEXPLAIN (ANALYZE, BUFFERS) as app_tenant: planning and execution, buffers, what reads tables and how");
  for (const { name, ms, buffers, reads } of statements)
    console.log(`${`${ms.toFixed(2)} ms`.padStart(11)} ${String(buffers).padStart(8)}  ${name}: ${reads.join(", ")}`);
}

/** The cursor of a page half way down the history. */
async function deepCursor(ctx: Context) {
  const middle = addDays(localNow("UTC", ctx.clock.now()).day, -365);
  const range = resolveRange({ range: "custom", from: addDays(middle, -1), to: middle }, middle).range;
  const page = await listCalls(ctx, { filters: { range } });
  return page.nextCursor ? decodeCallCursor(page.nextCursor) : null;
}

/** The context whose statements are explained, each before it runs, whichever way it is asked. */
function explainedContext(ctx: Context, prisma: PrismaConnector, { name, runs, found }: Explaining): Context {
  const tenant: Database["tenant"] = (userId, work) =>
    ctx.db.tenant(userId, async (tx) => {
      const explain = async (...args: Parameters<Statements["query"]>) => {
        const [asked, given] = args;
        const { text, values } = z
          .object({ text: z.string(), values: Values })
          .parse(typeof asked === "string" ? { text: asked, values: given } : asked);
        const plans: Plan[] = [];
        for (let run = 0; run < runs; run += 1) {
          const { rows } = await tx.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values);
          plans.push(...Explained.parse(rows).flatMap((row) => row["QUERY PLAN"]));
        }
        found.push(described(`${name} [${firstTable.exec(text)?.[1] ?? ""}]`, plans));
        return tx.query(...args);
      };
      // The overloads of a query are those of the connection itself.
      const query = explain as Statements["query"];
      const offered = offerTransaction({ query, getTransactionStatus: () => "T" }, prisma);
      try {
        return await work(offered.tx);
      } finally {
        await offered.end();
      }
    });
  return { ...ctx, db: { ...ctx.db, tenant } };
}

type Explaining = { name: string; runs: number; found: ExplainedStatement[] };

const Values = z.array(z.unknown()).optional();
const firstTable = /\bFROM "?(?:public"\.")?(?!page|newest|unnest)(\w+)/i;

function described(name: string, plans: readonly Plan[]): ExplainedStatement {
  const root = plans.at(-1)?.Plan;
  return {
    name,
    ms: median(plans.map((plan) => plan["Planning Time"] + plan["Execution Time"])),
    buffers: root ? root["Shared Hit Blocks"] + root["Shared Read Blocks"] : 0,
    reads: (root ? nodesOf(root) : [])
      .filter((node) => node["Relation Name"])
      .map((node) => {
        const removed = (node["Rows Removed by Filter"] ?? 0) * node["Actual Loops"];
        return `${node["Node Type"]} ${node["Relation Name"]}${removed > 1_000 ? ` (${removed} rows thrown away)` : ""}`;
      }),
  };
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
