import { type AliasedExpression, expressionBuilder, type Kysely, sql } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { CallSort, Cta } from "./schema";

/** Calls `c`, their leads `l` and their outcomes `o`: the aliases that every list uses. */
export type CallTables = { c: DB["calls"]; l: DB["lead_analytics"]; o: DB["agent_call_outcomes"] };
export type Alias = keyof CallTables;

/** Builds expressions of these tables' columns, before it is known which of them a statement reads. */
export const eb = expressionBuilder<CallTables, Alias>();

export const ctaColumns = {
  pricing: "cta_pricing_clicked",
  demo: "cta_demo_clicked",
  followup: "cta_followup_clicked",
  sample: "cta_sample_clicked",
  human: "cta_escalated_to_human",
} as const satisfies Record<Cta, keyof CallTables["l"]>;

/** A table of calls, of their leads or of their outcomes. Leads and outcomes copy the columns of their call that lists use most. */
export type CallTable = {
  alias: Alias;
  name: "calls" | "lead_analytics" | "agent_call_outcomes";
  callId: "c.id" | "l.call_id" | "o.call_id";
  startedAt: "c.started_at" | "l.call_started_at" | "o.call_started_at";
  /** The columns that conditions, orders and joins use. */
  columns: readonly string[];
};

const repeated = [
  "user_id",
  "agent_id",
  "call_date",
  "person_key",
  "call_source",
  "lead_type",
  "is_counted",
] as const satisfies (keyof CallTables["c"] & keyof CallTables["l"] & keyof CallTables["o"])[];

export const callTables = {
  c: {
    alias: "c",
    name: "calls",
    callId: "c.id",
    startedAt: "c.started_at",
    columns: [
      "id",
      ...repeated,
      "started_at",
      "status",
      "caller_email",
      "duration_seconds",
      "has_audio",
      "recording_storage_key",
      "notes",
    ] satisfies (keyof CallTables["c"])[],
  },
  l: {
    alias: "l",
    name: "lead_analytics",
    callId: "l.call_id",
    startedAt: "l.call_started_at",
    columns: [
      "call_id",
      ...repeated,
      "call_started_at",
      "total_score",
      "lead_status_tag",
      "is_qualified",
      ...Object.values(ctaColumns),
    ] satisfies (keyof CallTables["l"])[],
  },
  o: {
    alias: "o",
    name: "agent_call_outcomes",
    callId: "o.call_id",
    startedAt: "o.call_started_at",
    columns: [
      "call_id",
      ...repeated,
      "call_started_at",
      "outcome",
      "call_quality_score",
      "customer_satisfaction",
    ] satisfies (keyof CallTables["o"])[],
  },
} as const satisfies Record<Alias, CallTable>;

type OrderKey = CallTable["startedAt"] | "c.duration_seconds" | "l.total_score";
export type Direction = "asc" | "desc";

/** The order of a list: its key's column and type, which way it runs, and the table that has it, where only one does. */
export type CallOrder = {
  table: CallTable | null;
  key(table: CallTable): OrderKey;
  type: "timestamptz" | "integer";
  direction: Direction;
};

export const callOrders: Readonly<Record<CallSort, CallOrder>> = {
  newest: { table: null, key: (table) => table.startedAt, type: "timestamptz", direction: "desc" },
  oldest: { table: null, key: (table) => table.startedAt, type: "timestamptz", direction: "asc" },
  longest: { table: callTables.c, key: () => "c.duration_seconds", type: "integer", direction: "desc" },
  score: { table: callTables.l, key: () => "l.total_score", type: "integer", direction: "desc" },
};

/** Begins a statement on one of the tables, or on some of its rows under its alias; `eb` names their columns. */
export const selectFromCalls = (kysely: Kysely<DB>, rows: AliasedExpression<unknown, Alias>) => kysely.selectFrom(rows);
export type CallsQuery = ReturnType<typeof selectFromCalls>;

export const tableOf = ({ name, alias }: CallTable) => sql.table(name).as(alias);

/**
 * Joins the tables of these aliases to one of them; each has at most one row for a call. Every call is looked up by its key: behind
 * row-level security the planner expects few rows of any tenant, and would rather read all that a large one has.
 */
export function joinTo(query: CallsQuery, table: CallTable, aliases: ReadonlySet<Alias>): CallsQuery {
  return [...aliases].reduce((joined, alias) => {
    const { name, callId } = callTables[alias];
    const ofCall = sql`(SELECT * FROM ${sql.table(name)} AS ${sql.ref(alias)} WHERE ${sql.ref(callId)} = ${sql.ref(table.callId)} LIMIT 1)`;
    return joined.$if(alias !== table.alias, (beside) =>
      beside.leftJoinLateral(ofCall.as(alias), (join) => join.onTrue()),
    );
  }, query);
}

/** The columns of a table that a list reads, for a subquery that replaces the table. */
export const columnsOf = ({ columns }: CallTable) => columns.map((column) => sql.ref(column).as(column));
