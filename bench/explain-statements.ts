import { z } from "zod";
import { getOverview } from "@/lib/analytics/get-overview";
import { decodeCallCursor } from "@/lib/calls/call-cursor";
import { listCalls } from "@/lib/calls/list-calls";
import type { CallFilters } from "@/lib/calls/schema";
import type { Context } from "@/lib/db/context";
import type { Database } from "@/lib/db/database";
import { addDays } from "@/lib/platform/date-range/days";
import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { todayIn } from "@/lib/platform/date-range/today-in";

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
const Explained = z.array(
  z.object({ "QUERY PLAN": z.array(z.object({ Plan: PlanNode, "Execution Time": z.number() })) }),
);

/** Prints how PostgreSQL runs every statement of the Overview and of the list of calls, as the tenant's own role. */
export async function explainStatements(ctx: Context): Promise<void> {
  const today = todayIn("UTC", ctx.clock.now());
  const last30Days = resolveRange({ range: "30d" }, today).range;
  const quarterBefore = resolveRange({ range: "custom", from: addDays(today, -500), to: addDays(today, -410) }, today);
  const oneDay = resolveRange({ range: "today" }, today).range;
  console.log("\nEXPLAIN (ANALYZE, BUFFERS) as app_tenant: time, buffers, what reads tables and how");

  for (const range of [last30Days, oneDay]) {
    await getOverview(explaining(ctx, `overview ${range.preset}`), { range });
  }
  const first = await listCalls(ctx, { filters: {} });
  const agent = first.calls[0]?.agent.id;
  const deep = await deepCursor(ctx);
  const lists: [string, CallFilters][] = [
    ["all", {}],
    ["agent", { agent }],
    ["status failed", { status: ["failed"] }],
    ["status in_progress (none)", { status: ["in_progress"] }],
    ["direction outbound", { direction: "outbound" }],
    ["source internet", { source: "internet" }],
    ["source unknown (none)", { source: "unknown" }],
    ["temperature hot", { temperature: "hot" }],
    ["any lead", { lead: "yes" }],
    ["qualified", { qualified: "yes" }],
    ["cta demo", { cta: "demo" }],
    ["cta human (none)", { cta: "human" }],
    ["outcome voicemail", { outcome: "voicemail" }],
    ["outcome busy (rare)", { outcome: "busy" }],
    ["outcome disconnected (none)", { outcome: "disconnected" }],
    ["30 days", { range: last30Days }],
    ["old quarter", { range: quarterBefore.range }],
    ["30 days, hot", { range: last30Days, temperature: "hot" }],
    ["30 days, agent, busy", { range: last30Days, agent, outcome: "busy" }],
    ["agent, disconnected (none)", { agent, outcome: "disconnected" }],
  ];
  for (const [name, filters] of lists) {
    await listCalls(explaining(ctx, `calls ${name}`), { filters });
    if (deep) await listCalls(explaining(ctx, `calls ${name}, from the middle`), { filters, cursor: deep });
  }
}

/** The cursor of a page half way down the history. */
async function deepCursor(ctx: Context) {
  const middle = addDays(todayIn("UTC", ctx.clock.now()), -365);
  const range = resolveRange({ range: "custom", from: addDays(middle, -1), to: middle }, middle).range;
  const page = await listCalls(ctx, { filters: { range } });
  return page.nextCursor ? decodeCallCursor(page.nextCursor) : null;
}

/** The context whose statements are explained, each before it runs. */
function explaining(ctx: Context, name: string): Context {
  const tenant: Database["tenant"] = (userId, work) =>
    ctx.db.tenant(userId, (tx) =>
      work(
        new Proxy(tx, {
          get: (target, property) =>
            property === "query"
              ? async (text: string, values?: unknown[]) => {
                  const { rows } = await target.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values);
                  print(name, text, Explained.parse(rows));
                  return target.query(text, values);
                }
              : Reflect.get(target, property),
        }),
      ),
    );
  return { ...ctx, db: { ...ctx.db, tenant } };
}

function print(name: string, text: string, rows: z.infer<typeof Explained>): void {
  const plan = rows[0]?.["QUERY PLAN"][0];
  if (!plan) return;
  const buffers = plan.Plan["Shared Hit Blocks"] + plan.Plan["Shared Read Blocks"];
  const table = /FROM (\w+)/.exec(text)?.[1] ?? "";
  const reads = nodesOf(plan.Plan)
    .filter((node) => node["Relation Name"])
    .map((node) => {
      const removed = (node["Rows Removed by Filter"] ?? 0) * node["Actual Loops"];
      return `${node["Node Type"]} ${node["Relation Name"]}${removed > 1_000 ? ` (${removed} rows thrown away)` : ""}`;
    });
  const time = `${plan["Execution Time"].toFixed(2)} ms`.padStart(11);
  console.log(`${time} ${String(buffers).padStart(8)}  ${name} [${table}]: ${reads.join(", ")}`);
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
