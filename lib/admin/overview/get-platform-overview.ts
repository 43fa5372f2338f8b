import { sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import type { Comparison } from "@/lib/platform/date-range/comparison";
import { addDays, eachDay } from "@/lib/platform/date-range/days";
import type { ComparedRange } from "@/lib/platform/date-range/resolve-compared";
import type { PlatformDay, PlatformMetrics, PlatformOverview, PlatformState } from "./schema";

const rankedMax = 5;

/**
 * The whole platform in a period and in the one it is compared with. Calls are counted on their days in each tenant's zone; what was given and
 * who joined, on the administrator's days. Nothing is read but rollups, summaries and indexes. Admins only.
 */
export async function getPlatformOverview(ctx: Context, compared: ComparedRange): Promise<PlatformOverview> {
  const { timezone } = requirePermission(ctx, "platform.read");
  const { range } = compared;
  const comparison = inWholeDays(compared.comparison);
  return ctx.db.admin(async (tx) => ({
    range,
    comparison,
    isRunning: compared.comparison.until !== null,
    timezone,
    days: await readDays(tx, timezone, range),
    previousDays: await readDays(tx, timezone, { from: comparison.from, to: comparison.to }),
    state: await readState(tx),
    largest: await selectRanked(tx).orderBy("k.calls_30d", "desc").orderBy("k.user_id", "desc").execute(),
    growing: await selectRanked(tx)
      .where(change, ">", 0)
      .orderBy(change, "desc")
      .orderBy("k.user_id", "desc")
      .execute(),
    shrinking: await selectRanked(tx).where(change, "<", 0).orderBy(change).orderBy("k.user_id").execute(),
    withoutCredits: await readWithoutCredits(tx),
    asOf: ctx.clock.now().toISOString(),
  }));
}

/** Today has only its own counterpart to be compared with; of more days those that are over are. */
function inWholeDays(comparison: Comparison): Comparison {
  if (comparison.until === null) return comparison;
  if (comparison.days === 1) return { ...comparison, until: null };
  return { ...comparison, to: addDays(comparison.to, -1), days: comparison.days - 1, until: null };
}

type Span = { from: string; to: string };

const none: PlatformMetrics & { activeTenants: number } = {
  activeTenants: 0,
  calls: 0,
  successfulCalls: 0,
  minutes: 0,
  leads: 0,
  qualifiedLeads: 0,
  creditsUsed: 0,
  creditsGiven: 0,
  newTenants: 0,
};

async function readDays(tx: Transaction, timezone: string, span: Span): Promise<PlatformDay[]> {
  const days = new Map(eachDay(span.from, span.to).map((day): [string, PlatformDay] => [day, { day, ...none }]));
  const rows = [
    ...(await readCalls(tx, span)),
    ...(await readGiven(tx, timezone, span)),
    ...(await readNew(tx, timezone, span)),
  ];
  for (const { day, ...metrics } of rows) Object.assign(days.get(day) ?? {}, metrics);
  return [...days.values()];
}

function readCalls({ kysely }: Transaction, { from, to }: Span) {
  return kysely
    .selectFrom("platform_daily_analytics")
    .select([
      "date as day",
      "active_tenants as activeTenants",
      "total_calls as calls",
      "successful_calls as successfulCalls",
      "total_duration_minutes as minutes",
      "leads_generated as leads",
      "qualified_leads as qualifiedLeads",
      "credits_used as creditsUsed",
    ])
    .where("date", ">=", from)
    .where("date", "<=", to)
    .execute();
}

/** Whatever put credits into accounts, less what was taken out by hand. */
function readGiven({ kysely }: Transaction, timezone: string, span: Span) {
  return kysely
    .selectFrom("credit_transactions")
    .select([dayOf("occurred_at", timezone).as("day"), sql<number>`sum(amount)::integer`.as("creditsGiven")])
    .where("type", "<>", sql.lit("usage"))
    .where("occurred_at", ">=", startOf(span.from, timezone))
    .where("occurred_at", "<", startOf(addDays(span.to, 1), timezone))
    .groupBy(sql`1`)
    .execute();
}

function readNew({ kysely }: Transaction, timezone: string, span: Span) {
  return kysely
    .selectFrom("users")
    .select(({ fn }) => [dayOf("created_at", timezone).as("day"), fn.countAll<number>().as("newTenants")])
    .where("created_at", ">=", startOf(span.from, timezone))
    .where("created_at", "<", startOf(addDays(span.to, 1), timezone))
    .groupBy(sql`1`)
    .execute();
}

const dayOf = (column: string, timezone: string) =>
  sql<string>`to_char(${sql.ref(column)} AT TIME ZONE ${sql.lit(timezone)}, 'YYYY-MM-DD')`;
const startOf = (day: string, timezone: string) => sql<Date>`(${day}::date::timestamp AT TIME ZONE ${timezone})`;

async function readState({ kysely }: Transaction): Promise<PlatformState> {
  const state = await kysely
    .selectFrom("platform_totals")
    .select([
      "tenants",
      "active_tenants_7d as active7d",
      "active_tenants_30d as active30d",
      "tenants_without_credits as withoutCredits",
      "credits_outstanding as creditsOutstanding",
      "refreshed_at as asOf",
    ])
    .executeTakeFirstOrThrow();
  return { ...state, asOf: state.asOf?.toISOString() ?? null };
}

/** As the index of the summary has it: 161 times by how much the calls of 7 days differ from as many of the 23 days before. */
const change = sql<number>`(23 * k.calls_7d - 7 * (k.calls_30d - k.calls_7d))`;

function selectRanked({ kysely }: Transaction) {
  return kysely
    .selectFrom("user_kpi_summary as k")
    .innerJoin("users as u", "u.id", "k.user_id")
    .select([
      "u.id",
      "u.name",
      "u.email",
      "u.credits",
      "k.calls_30d as calls30d",
      "k.calls_7d as calls7d",
      sql<number>`round((k.calls_30d - k.calls_7d) * 7 / 23.0)::integer`.as("expectedCalls7d"),
    ])
    .where("k.calls_30d", ">", 0)
    .limit(rankedMax);
}

function readWithoutCredits({ kysely }: Transaction): Promise<PlatformOverview["withoutCredits"]> {
  return kysely
    .selectFrom("users")
    .select(["id", "name", "email", "credits"])
    .where("credits", "<=", 0)
    .orderBy("credits")
    .orderBy("id")
    .limit(rankedMax)
    .execute();
}
