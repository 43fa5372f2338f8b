import { type Expression, type SqlBool, sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { agentTypes } from "@/lib/agents/agent-type";
import { functionRows } from "@/lib/db/function-rows";
import type { Transaction } from "@/lib/db/transaction";
import { countListed } from "@/lib/lists/count-listed";
import type { Cursor } from "@/lib/lists/cursor";
import { instantText } from "@/lib/lists/instant-text";
import { inOrder } from "@/lib/lists/list-order";
import { readKeysetPage, type Slice } from "@/lib/lists/read-keyset-page";
import { oneOf } from "@/lib/platform/one-of";
import { agentConditions } from "./_scope";
import { adminAgentOrders } from "./agent-orders";
import type { AdminAgent, AdminAgentFilters, AdminAgentPage, AdminAgentSort } from "./schema";

export const agentsPerPage = 50;

/** A row's key in each order, as text. */
const keys = {
  newest: instantText("g.created_at"),
  name: sql.ref<string>("g.name"),
} as const satisfies Record<AdminAgentSort, unknown>;

type Row = Awaited<ReturnType<typeof readPage>>[number];

/** A page of the agents of all tenants. Admins only. */
export async function listAllAgents(
  ctx: Context,
  input: { filters: AdminAgentFilters; sort?: AdminAgentSort; cursor?: Cursor | null; limit?: number },
): Promise<AdminAgentPage> {
  requirePermission(ctx, "agent.administer");
  const { filters, sort = "newest", cursor = null, limit = agentsPerPage } = input;
  return ctx.db.admin(async (tx) => {
    const conditions = await agentConditions(tx, filters);
    const { rows, ...cursors } = await readKeysetPage({
      order: adminAgentOrders[sort],
      cursor,
      limit,
      read: (slice) => readPage(tx, conditions, sort, slice),
      cursorOf: ({ key, id }) => ({ key: [key], id }),
    });
    const waiting = await readWaiting(tx, rows);
    const agents = rows.map((row) => toAgent(row, waiting.get(row.elevenlabs_agent_id) ?? 0));
    const total = await countListed(tx, selectAgents(tx, conditions));
    return { agents, ...cursors, total, asOf: ctx.clock.now().toISOString() };
  });
}

const selectAgents = ({ kysely }: Transaction, conditions: readonly Expression<SqlBool>[]) =>
  kysely.selectFrom("agents as g").where((g) => g.and(conditions));

function readPage(
  tx: Transaction,
  conditions: readonly Expression<SqlBool>[],
  sort: AdminAgentSort,
  { direction, beyond, limit }: Slice,
) {
  const order = adminAgentOrders[sort];
  const page = inOrder(
    selectAgents(tx, [...conditions, ...beyond]).select(sql.ref<string>("g.id").as("id")),
    order,
    direction,
  ).limit(limit);
  const rows = tx.kysely
    .with(
      (cte) => cte("page").materialized(),
      () => page,
    )
    .selectFrom("agents as g")
    .innerJoin("users as u", "u.id", "g.user_id")
    .innerJoin("agent_performance_summary as s", "s.agent_id", "g.id")
    .select([
      "g.id",
      keys[sort].as("key"),
      "g.name",
      "g.elevenlabs_agent_id",
      "g.agent_type",
      "g.is_active",
      "g.created_at",
      "g.user_id",
      "u.name as tenant_name",
      "u.email as tenant_email",
      "s.month_calls",
      "s.lifetime_calls",
      "s.last_call_date",
    ])
    // Of both, so that the summary is added up for these agents alone.
    .where(sql<boolean>`g.id = ANY (ARRAY (SELECT id FROM page))`)
    .where(sql<boolean>`s.agent_id = ANY (ARRAY (SELECT id FROM page))`);
  return inOrder(rows, order, direction).execute();
}

async function readWaiting({ kysely }: Transaction, rows: readonly Row[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const waiting = await kysely
    .selectFrom(functionRows("list_waiting_events", { of_agents: rows.map((row) => row.elevenlabs_agent_id) }))
    .select(["provider_agent_id", "events"])
    .execute();
  return new Map(waiting.map(({ provider_agent_id: id, events }) => [id, Number(events)]));
}

function toAgent(row: Row, waitingEvents: number): AdminAgent {
  return {
    id: row.id,
    name: row.name,
    providerAgentId: row.elevenlabs_agent_id,
    type: oneOf(agentTypes, row.agent_type),
    isActive: row.is_active,
    tenant: { id: row.user_id, name: row.tenant_name, email: row.tenant_email },
    monthCalls: row.month_calls,
    lifetimeCalls: row.lifetime_calls,
    lastCallDate: row.last_call_date,
    waitingEvents,
    createdAt: row.created_at.toISOString(),
  };
}
