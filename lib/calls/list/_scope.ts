import { type Expression, type SqlBool, sql } from "kysely";
import { instantOfDay } from "@/lib/lists/instant-of-day";
import { areAllCounted } from "@/lib/metrics/counted-statuses";
import { type Alias, type CallTable, ctaColumns, eb } from "../_call-tables";
import { type CallFilters, type CallOutcome, type CallSort, callOutcomes, type NumberRange } from "../schema";

/**
 * A condition on a call: the table whose index finds its calls in their order, and how many of a tenant's calls it is expected to leave,
 * from 1, a person's few, to 9, most of them.
 */
export type Condition = {
  alias: Alias;
  left: number;
  /** The condition for a statement that reads the columns copied to leads and outcomes from this table. */
  on(table: CallTable): Expression<SqlBool>;
  /** An order besides that by time in which an index has its calls. */
  order?: CallSort;
  /** No index has its calls in any order. */
  isWithoutIndex?: true;
};

/** The conditions under which a call `c` with its lead `l` and outcome `o` belongs to the filtered list, those that leave few first. */
export function callConditions(filters: CallFilters, timezone: string): Condition[] {
  const conditions: Condition[] = [];
  const add = (alias: Alias, left: number, on: Condition["on"], order?: CallSort) =>
    conditions.push({ alias, left, on, order });
  const { person, email, source, status, outcome, temperature, agent, direction, weekday, hour, cta } = filters;

  if (person) add("c", 1, ({ alias }) => eb(`${alias}.person_key`, "=", person));
  if (email) add("c", 1, () => eb("c.caller_email", "=", email));
  if (filters.notes) add("c", 1, () => eb("c.notes", "is not", null));
  if (source) add("c", source === "unknown" ? 2 : 7, ({ alias }) => eb(`${alias}.call_source`, "=", source));
  if (status && !areAllCounted(status))
    add(
      "c",
      status.includes("completed") ? 9 : 3,
      () => hasStatus(status),
      new Set(status).size === 1 && !status.includes("completed") ? "longest" : undefined,
    );
  if (cta === "any") add("l", 6, () => eb.or(Object.values(ctaColumns).map((column) => eb.ref(`l.${column}`))));
  else if (cta) add("l", 3, () => eb.ref(`l.${ctaColumns[cta]}`));
  if (outcome) add("o", outcome.includes("completed") ? 9 : 4, () => hasOutcome(outcome));
  if (temperature) add("l", 6, () => eb("l.lead_status_tag", "=", temperature), "score");
  if (filters.qualified) add("l", 6, () => eb.ref("l.is_qualified"));
  if (filters.score) add("l", 7, within("l.total_score", filters.score));
  if (filters.duration) add("c", 7, within("c.duration_seconds", filters.duration));
  for (const [column, range] of [
    ["o.call_quality_score", filters.quality],
    ["o.customer_satisfaction", filters.satisfaction],
  ] as const)
    if (range) conditions.push({ alias: "o", left: 7, on: within(column, range), isWithoutIndex: true });
  if (filters.lead) add("l", 8, () => eb("l.call_id", "is not", null));
  if (agent) add("c", 8, ({ alias }) => eb(`${alias}.agent_id`, "=", agent));
  if (direction) add("c", 8, ({ alias }) => eb(`${alias}.lead_type`, "=", direction));
  if (filters.recording)
    add("c", 8, () => eb.or([eb.ref("c.has_audio"), eb("c.recording_storage_key", "is not", null)]));
  // The planner knows nothing of such an expression and would expect next to no calls; of a CASE it expects enough.
  if (weekday !== undefined)
    add("c", 9, ({ alias }) => {
      const day = eb.ref(`${alias}.call_date`);
      return sql<boolean>`CASE WHEN extract(isodow FROM ${day}) = ${weekday}::integer THEN true ELSE false END`;
    });
  if (hour !== undefined)
    add("c", 9, ({ startedAt }) => {
      const clock = sql`${eb.ref(startedAt)} AT TIME ZONE ${timezone}`;
      return sql<boolean>`CASE WHEN extract(hour FROM ${clock}) = ${hour}::integer THEN true ELSE false END`;
    });
  return conditions.sort((a, b) => a.left - b.left);
}

/** The conditions of every list: its tenant, its days, and only counted calls if the list belongs to a metric. */
export function listBounds(
  { userId, timezone }: { userId: string; timezone: string },
  { range, status, until }: CallFilters,
  { alias, startedAt }: CallTable,
): Expression<SqlBool>[] {
  const bounds: Expression<SqlBool>[] = [eb(`${alias}.user_id`, "=", userId)];
  if (status && areAllCounted(status)) bounds.push(eb.ref(`${alias}.is_counted`));
  if (!range) return bounds;
  const { from, to } = range;
  const [day, at] = [eb.ref(`${alias}.call_date`), eb.ref(startedAt)];
  if (until) bounds.push(sql<boolean>`(${day} < ${to}::date OR ${at} < ${instantOfDay(to, until, timezone)})`);
  return [
    ...bounds,
    sql<boolean>`${day} BETWEEN ${from}::date AND ${to}::date`,
    // The index is ordered by instant. Two hours more on both sides cover midnights that happen twice or never.
    sql<boolean>`${at} >= (${from}::date::timestamp AT TIME ZONE ${timezone}) - interval '2 hours'`,
    sql<boolean>`${at} < ((${to}::date + 1)::timestamp AT TIME ZONE ${timezone}) + interval '2 hours'`,
  ];
}

/** The outcomes that exist among those wanted, written into the statement: it has a parameter for each that it may do without. */
export const outcomesAmong = (wanted: CallFilters["outcome"]): CallOutcome[] =>
  callOutcomes.filter((outcome) => wanted?.includes(outcome));

const hasOutcome = (wanted: CallFilters["outcome"]) =>
  eb(
    "o.outcome",
    "in",
    outcomesAmong(wanted).map((outcome) => sql.lit(outcome)),
  );

/** One value is compared alone: an index keeps its order for one value, not for a list of them. */
function hasStatus(statuses: readonly string[]): Expression<SqlBool> {
  const [only, ...more] = new Set(statuses);
  if (only !== undefined && more.length === 0) return eb("c.status", "=", only);
  return eb("c.status", "=", sql<string>`ANY (${statuses}::varchar[])`);
}

type RangedColumn = "l.total_score" | "c.duration_seconds" | "o.call_quality_score" | "o.customer_satisfaction";

const within =
  (column: RangedColumn, { min, max }: NumberRange): Condition["on"] =>
  () => {
    const from = sql<boolean>`${eb.ref(column)} >= ${min ?? 0}::integer`;
    return max === null ? from : eb.and([from, sql<boolean>`${eb.ref(column)} <= ${max}::integer`]);
  };
