import { instantOfDay } from "@/lib/db/instant-of-day";
import { areAllCounted } from "./counted-statuses";
import { type CallFilters, type CallSort, type Cta, callOutcomes, type NumberRange } from "./schema";

export const ctaColumns = {
  pricing: "cta_pricing_clicked",
  demo: "cta_demo_clicked",
  followup: "cta_followup_clicked",
  sample: "cta_sample_clicked",
  human: "cta_escalated_to_human",
} as const satisfies Record<Cta, string>;

/** Collects the parameters of one statement; `add` returns the placeholder to write. */
export function createParameters() {
  const values: unknown[] = [];
  return { values, add: (value: unknown) => `$${values.push(value)}` };
}

export type Parameters = ReturnType<typeof createParameters>;

export type Alias = "c" | "l" | "o";

/** A table of calls, of their leads or of their outcomes. Leads and outcomes repeat of their call what lists ask for most. */
export type CallTable = { alias: Alias; name: string; callId: string; startedAt: string; columns: string };

const repeated = "user_id, agent_id, call_date, person_key, call_source, lead_type, is_counted";
export const callTables: Readonly<Record<Alias, CallTable>> = {
  c: {
    alias: "c",
    name: "calls",
    callId: "c.id",
    startedAt: "c.started_at",
    columns: `id, ${repeated}, started_at, status, caller_email, duration_seconds, has_audio, recording_storage_key, notes`,
  },
  l: {
    alias: "l",
    name: "lead_analytics",
    callId: "l.call_id",
    startedAt: "l.call_started_at",
    columns: `call_id, ${repeated}, call_started_at, total_score, lead_status_tag, is_qualified, ${Object.values(ctaColumns).join(", ")}`,
  },
  o: {
    alias: "o",
    name: "agent_call_outcomes",
    callId: "o.call_id",
    startedAt: "o.call_started_at",
    columns: `call_id, ${repeated}, call_started_at, outcome, call_quality_score, customer_satisfaction`,
  },
};

/** The order of a list: its key's column and type, which way it runs, and the table that has it, where only one does. */
export type CallOrder = {
  table: CallTable | null;
  key(table: CallTable): string;
  type: "timestamptz" | "integer";
  direction: "ASC" | "DESC";
};

export const callOrders: Readonly<Record<CallSort, CallOrder>> = {
  newest: { table: null, key: (table) => table.startedAt, type: "timestamptz", direction: "DESC" },
  oldest: { table: null, key: (table) => table.startedAt, type: "timestamptz", direction: "ASC" },
  longest: { table: callTables.c, key: () => "c.duration_seconds", type: "integer", direction: "DESC" },
  score: { table: callTables.l, key: () => "l.total_score", type: "integer", direction: "DESC" },
};

/**
 * A condition on a call: the table whose index finds its calls in their order, and how many of a tenant's calls it is expected to leave,
 * from 1, a person's few, to 9, most of them.
 */
export type Condition = {
  alias: Alias;
  left: number;
  sql(table: CallTable): string;
  /** An order besides that by time in which an index has its calls. */
  order?: CallSort;
  /** No index has its calls in any order. */
  isWithoutIndex?: true;
};

/** The conditions under which a call `c` with its lead `l` and outcome `o` belongs to the filtered list, those that leave few first. */
export function callConditions(filters: CallFilters, timezone: string, { add }: Parameters): Condition[] {
  const conditions: Condition[] = [];
  const on = (alias: Alias, left: number, sql: (table: CallTable) => string, order?: CallSort) =>
    conditions.push({ alias, left, sql, order });
  const { status, source, outcome, weekday, hour, cta } = filters;

  if (filters.person) on("c", 1, repeats("person_key", add(filters.person)));
  if (filters.email) on("c", 1, fixed(`c.caller_email = ${add(filters.email)}`));
  if (filters.notes) on("c", 1, fixed("c.notes IS NOT NULL"));
  if (source) on("c", source === "unknown" ? 2 : 7, repeats("call_source", add(source)));
  if (status && !areAllCounted(status))
    on(
      "c",
      status.includes("completed") ? 9 : 3,
      fixed(oneOf("c.status", status, add)),
      new Set(status).size === 1 && !status.includes("completed") ? "longest" : undefined,
    );
  if (cta === "any")
    on(
      "l",
      6,
      fixed(
        `(${Object.values(ctaColumns)
          .map((column) => `l.${column}`)
          .join(" OR ")})`,
      ),
    );
  else if (cta) on("l", 3, fixed(`l.${ctaColumns[cta]}`));
  if (outcome) on("o", outcome.includes("completed") ? 9 : 4, fixed(`o.outcome IN (${known(outcome)})`));
  if (filters.temperature) on("l", 6, fixed(`l.lead_status_tag = ${add(filters.temperature)}`), "score");
  if (filters.qualified) on("l", 6, fixed("l.is_qualified"));
  if (filters.score) on("l", 7, fixed(withinRange("l.total_score", filters.score, add)));
  if (filters.duration) on("c", 7, fixed(withinRange("c.duration_seconds", filters.duration, add)));
  for (const [column, range] of [
    ["call_quality_score", filters.quality],
    ["customer_satisfaction", filters.satisfaction],
  ] as const)
    if (range)
      conditions.push({
        alias: "o",
        left: 7,
        sql: fixed(withinRange(`o.${column}`, range, add)),
        isWithoutIndex: true,
      });
  if (filters.lead) on("l", 8, fixed("l.call_id IS NOT NULL"));
  if (filters.agent) on("c", 8, repeats("agent_id", add(filters.agent)));
  if (filters.direction) on("c", 8, repeats("lead_type", add(filters.direction)));
  if (filters.recording) on("c", 8, fixed("(c.has_audio OR c.recording_storage_key IS NOT NULL)"));
  // The planner knows nothing of such an expression and would expect next to no calls; of a CASE it expects enough.
  if (weekday !== undefined) {
    const day = add(weekday);
    on(
      "c",
      9,
      ({ alias }) => `CASE WHEN extract(isodow FROM ${alias}.call_date) = ${day}::integer THEN true ELSE false END`,
    );
  }
  if (hour !== undefined) {
    const [zone, asked] = [add(timezone), add(hour)];
    on(
      "c",
      9,
      ({ startedAt }) =>
        `CASE WHEN extract(hour FROM ${startedAt} AT TIME ZONE ${zone}) = ${asked}::integer THEN true ELSE false END`,
    );
  }
  return conditions.sort((a, b) => a.left - b.left);
}

/** What is true of every call of a list: whose it is, its days, and that it is counted where the list is a figure's. */
export function listBounds(
  tenant: { userId: string; timezone: string },
  { range, status, until }: CallFilters,
  { alias, startedAt }: CallTable,
  { add }: Parameters,
): string[] {
  const bounds = [`${alias}.user_id = ${add(tenant.userId)}`];
  if (status && areAllCounted(status)) bounds.push(`${alias}.is_counted`);
  if (!range) return bounds;
  const zone = add(tenant.timezone);
  const from = add(range.from);
  const to = add(range.to);
  return [
    ...bounds,
    ...(until ? [`(${alias}.call_date < ${to}::date OR ${startedAt} < ${instantOfDay(to, add(until), zone)})`] : []),
    `${alias}.call_date BETWEEN ${from}::date AND ${to}::date`,
    // The index is ordered by instant. Two hours more on both sides cover midnights that happen twice or never.
    `${startedAt} >= (${from}::date::timestamp AT TIME ZONE ${zone}) - interval '2 hours'`,
    `${startedAt} < ((${to}::date + 1)::timestamp AT TIME ZONE ${zone}) + interval '2 hours'`,
  ];
}

/**
 * An index lists the calls of one outcome in order. Those of several are merged from it, which each has to ask for: behind row-level
 * security the planner would else sort all that there are.
 */
export function outcomesOf(wanted: CallFilters["outcome"], direction: CallOrder["direction"]): string {
  const outcomes = callOutcomes.filter((outcome) => wanted?.includes(outcome));
  const order = `ORDER BY call_started_at ${direction}, call_id ${direction}`;
  const selects = outcomes.map(
    (outcome) => `(SELECT * FROM agent_call_outcomes WHERE outcome = '${outcome}' ${order})`,
  );
  return `(${selects.join(" UNION ALL ")})`;
}

/** Outcomes that exist are written into the statement: it has a parameter for each that it may do without. */
function known(wanted: NonNullable<CallFilters["outcome"]>): string {
  return callOutcomes
    .filter((outcome) => wanted.includes(outcome))
    .map((outcome) => `'${outcome}'`)
    .join(", ");
}

const fixed = (sql: string) => () => sql;
const repeats =
  (column: string, value: string) =>
  ({ alias }: CallTable) =>
    `${alias}.${column} = ${value}`;

/** One value is compared alone: an index keeps its order for one value, not for a list of them. */
function oneOf(column: string, values: readonly string[], add: Parameters["add"]): string {
  const [only, ...more] = new Set(values);
  return more.length === 0 ? `${column} = ${add(only)}` : `${column} = ANY (${add(values)}::varchar[])`;
}

function withinRange(column: string, { min, max }: NumberRange, add: Parameters["add"]): string {
  const from = `${column} >= ${add(min ?? 0)}::integer`;
  return max === null ? from : `${from} AND ${column} <= ${add(max)}::integer`;
}
