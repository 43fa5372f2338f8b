import { type AliasedExpression, expressionBuilder, type Kysely, sql } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { CallSort, Cta } from "./schema";

/** Calls `c`, their leads `l` and their outcomes `o`: every list names them so. */
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

/** A table of calls, of their leads or of their outcomes. Leads and outcomes repeat of their call what lists ask for most. */
export type CallTable = {
  alias: Alias;
  name: "calls" | "lead_analytics" | "agent_call_outcomes";
  callId: "c.id" | "l.call_id" | "o.call_id";
  startedAt: "c.started_at" | "l.call_started_at" | "o.call_started_at";
  /** What conditions, orders and joins ask of a row. */
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

/** Puts the tables of these aliases beside one of them, each with a row or none for a call. */
export function joinTo(query: CallsQuery, table: CallTable, aliases: ReadonlySet<Alias>): CallsQuery {
  const [callId, userId] = [eb.ref(table.callId), eb.ref(`${table.alias}.user_id`)];
  return [...aliases].reduce((joined, alias) => {
    const other = callTables[alias];
    const isSameCall = sql<boolean>`${eb.ref(other.callId)} = ${callId} AND ${eb.ref(`${alias}.user_id`)} = ${userId}`;
    return joined.$if(alias !== table.alias, (beside) =>
      beside.leftJoin(tableOf(other), (join) => join.on(isSameCall)),
    );
  }, query);
}

/** The columns of a table that a list looks at, for a part of its rows that stands in its place. */
export const columnsOf = ({ columns }: CallTable) => columns.map((column) => sql.ref(column).as(column));
