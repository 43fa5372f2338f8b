import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { Transaction } from "@/lib/db/transaction";
import { addTotals, type ListTotal, totalAbove } from "@/lib/platform/list-total";
import { countByLooking } from "./count-by-looking";
import { areAllCounted, isCounted } from "./counted-statuses";
import type { PageInput, Tenant } from "./find-page";
import { type CallFilterName, type CallFilters, callOutcomes, callStatuses } from "./schema";

const leadColumns = { hot: "hot_leads", warm: "warm_leads", cold: "cold_leads" } as const;
const ctaColumns = {
  any: "cta_calls",
  pricing: "cta_pricing_clicks",
  demo: "cta_demo_clicks",
  followup: "cta_followup_clicks",
  sample: "cta_sample_clicks",
  human: "cta_human_escalations",
} as const;

type Rollup = "user_daily_analytics" | "agent_analytics" | "user_analytics" | "call_segment_analytics";
/** Whichever rollup is asked as `r`: what one of them lacks is not asked of it. */
type Asked = DB["user_analytics"] & DB["call_segment_analytics"];
type CountedColumn = Exclude<
  keyof DB["call_segment_analytics"],
  "user_id" | "date" | "agent_id" | "call_source" | "lead_type"
>;
const eb = expressionBuilder<{ r: Asked }, "r">();

/** What the segments can be narrowed by, and what the hours can. */
const segmentFilters = ["agent", "source", "direction"] as const satisfies CallFilterName[];
const hourFilters = ["weekday", "hour"] as const satisfies CallFilterName[];
const counted = ["status", "outcome", "temperature", "lead", "qualified", "cta"] as const satisfies CallFilterName[];
const known = new Set<string>(["range", ...segmentFilters, ...hourFilters, ...counted]);

/**
 * How many calls a list has: added up from rollups where these know it, else by looking at calls.
 * @param seen how many it has at least.
 * @param isSlow whether the page itself was looked for as long as anybody may wait: then no call is looked at to count it.
 */
export async function countCalls(
  tx: Transaction,
  tenant: Tenant,
  { filters, sort, seen, isSlow = false }: Pick<PageInput, "filters" | "sort"> & { seen: number; isSlow?: boolean },
): Promise<ListTotal> {
  // The list of highest scores leaves out leads without one, which no rollup knows of.
  const look = async (each: CallFilters) =>
    isSlow ? totalAbove(seen) : countByLooking(tx, tenant, { filters: each, sort, seen });
  if (sort === "score") return look(filters);
  const count = await countInRollups(tx, tenant.userId, filters);
  if (count !== null) return { count, isMore: false };
  const statuses = [...new Set(filters.status ?? callStatuses)];
  // The rollups count those of some statuses; of the others there are few.
  const others = statuses.filter((status) => !isCounted(status));
  const counted = statuses.filter(isCounted);
  if (others.length === 0 || counted.length === 0) return look(filters);
  const ofRollups = await countInRollups(tx, tenant.userId, { ...filters, status: counted });
  if (ofRollups === null) return look(filters);
  return addTotals([
    { count: ofRollups, isMore: false },
    await countByLooking(tx, tenant, { filters: { ...filters, status: others }, sort, seen: 0 }),
  ]);
}

/** How many calls the filters match, added up from rollups; null where those cannot know it. */
async function countInRollups({ kysely }: Transaction, userId: string, filters: CallFilters): Promise<number | null> {
  const columns = countedColumns(filters);
  const table = columns && rollupOf(columns, filters);
  if (!table) return null;
  const { range, agent, source, direction, weekday, hour } = filters;
  const conditions: Expression<SqlBool>[] = [eb("r.user_id", "=", userId)];
  if (range) conditions.push(sql<boolean>`r.date BETWEEN ${range.from}::date AND ${range.to}::date`);
  if (agent) conditions.push(eb("r.agent_id", "=", agent));
  if (source) conditions.push(eb("r.call_source", "=", source));
  if (direction) conditions.push(eb("r.lead_type", "=", direction));
  if (table === "user_analytics") conditions.push(eb("r.hour", "is not", null));
  if (weekday !== undefined) conditions.push(sql<boolean>`extract(isodow FROM r.date) = ${weekday}::integer`);
  if (hour !== undefined) conditions.push(eb("r.hour", "=", hour));
  const counted = sql.join(
    columns.map((column) => eb.ref(`r.${column}`)),
    sql` + `,
  );
  const { total } = await kysely
    .selectFrom(sql.table(table).as("r"))
    .select(sql<number>`coalesce(sum(${counted}), 0)::integer`.as("total"))
    .where(eb.and(conditions))
    .executeTakeFirstOrThrow();
  return total;
}

/** Rollups count calls by their status, and leads and outcomes of all calls that are counted, but no mixture of these. */
function countedColumns(filters: CallFilters): readonly CountedColumn[] | null {
  const { status, outcome, temperature, lead, qualified, cta } = filters;
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  if (given.some(([name]) => !known.has(name))) return null;
  const ofAllCounted = areAllCounted(status ?? []);
  if (temperature || lead || qualified || cta) {
    if (!ofAllCounted || outcome) return null;
    if (temperature) return qualified || cta ? null : [leadColumns[temperature]];
    if (!cta) return qualified ? ["qualified_leads"] : ["leads_generated"];
    if (!qualified) return [ctaColumns[cta]];
    return cta === "any" ? ["qualified_cta_calls"] : null;
  }
  if (outcome) return ofAllCounted ? outcomeColumns(outcome) : null;
  if (ofAllCounted) return ["total_calls"];
  const [only, ...more] = new Set(status);
  if (more.length > 0) return null;
  if (only === "completed") return ["successful_calls"];
  return only === "failed" ? ["failed_calls"] : null;
}

function outcomeColumns(outcomes: NonNullable<CallFilters["outcome"]>): CountedColumn[] {
  const distinct = callOutcomes.filter((outcome) => outcomes.includes(outcome));
  if (distinct.join(",") === "completed,disconnected") return ["answered_calls"];
  return distinct.map((outcome) => `${outcome}_outcomes` as const);
}

/** The smallest rollup that has the columns and can be narrowed as the filters ask. */
function rollupOf(columns: readonly CountedColumn[], filters: CallFilters): Rollup | null {
  const isNarrowedBy = (names: readonly CallFilterName[]) => names.some((name) => filters[name] !== undefined);
  const isOfSegments = columns.some((column) => column === "qualified_cta_calls" || column.endsWith("_outcomes"));
  if (isNarrowedBy(hourFilters)) return isOfSegments || isNarrowedBy(segmentFilters) ? null : "user_analytics";
  if (isOfSegments || filters.source || filters.direction) return "call_segment_analytics";
  return filters.agent ? "agent_analytics" : "user_daily_analytics";
}
