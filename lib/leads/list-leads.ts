import { type Expression, type SqlBool, sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import type { Cursor } from "@/lib/lists/cursor";
import { inOrder } from "@/lib/lists/list-order";
import { readKeysetPage, type Slice } from "@/lib/lists/read-keyset-page";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { type LeadRow, selectLeads, toLead } from "./_lead-row";
import { leadConditions } from "./_scope";
import { countLeads } from "./count-leads";
import { leadOrders } from "./lead-orders";
import type { LeadFilters, LeadPage, LeadSort } from "./schema";

export const leadsPerPage = 50;

/** A lead's key in each order. */
const keys: { readonly [Sort in LeadSort]: (row: LeadRow) => (string | number)[] } = {
  latest: ({ latest_at }) => [latest_at],
  score: ({ latest_rank, latest_at }) => [latest_rank, latest_at],
  best: ({ best_rank, latest_at }) => [best_rank, latest_at],
};

type ListInput = {
  filters: LeadFilters;
  sort?: LeadSort;
  cursor?: Cursor | null;
  limit?: number;
};

/** A page of the people who called and showed a lead in the order that is asked for. */
export async function listLeads(ctx: Context, input: ListInput): Promise<LeadPage> {
  const tenant = requirePermission(ctx, "lead.read");
  return readLeads(ctx, tenant, input, countLeads);
}

/** The same without a total, for callers that read all pages. */
export async function listLeadsUncounted(ctx: Context, input: ListInput): Promise<Omit<LeadPage, "total">> {
  const tenant = requirePermission(ctx, "lead.read");
  return readLeads(ctx, tenant, input, async () => null);
}

async function readLeads<Total>(
  ctx: Context,
  tenant: { userId: string; timezone: string },
  input: ListInput,
  count: (tx: Transaction, conditions: readonly Expression<SqlBool>[]) => Promise<Total>,
): Promise<Omit<LeadPage, "total"> & { total: Total }> {
  const { filters, sort = "latest", cursor = null, limit = leadsPerPage } = input;
  const today = todayIn(tenant.timezone, ctx.clock.now());
  const { page, total } = await ctx.db.tenant(tenant.userId, async (tx) => {
    const conditions = await leadConditions(tx, tenant, filters, today);
    const page = await readKeysetPage({
      order: leadOrders[sort],
      cursor,
      limit,
      read: (slice) => readPage(tx, conditions, sort, slice),
      cursorOf: (row) => ({ key: keys[sort](row), id: row.id }),
    });
    return { page, total: await count(tx, conditions) };
  });
  const { rows, ...cursors } = page;
  return { leads: rows.map(toLead), ...cursors, total, asOf: ctx.clock.now().toISOString() };
}

function readPage(
  { kysely }: Transaction,
  conditions: readonly Expression<SqlBool>[],
  sort: LeadSort,
  { direction, beyond, limit }: Slice,
): Promise<LeadRow[]> {
  const order = leadOrders[sort];
  const page = kysely
    .selectFrom("leads as l")
    .select("l.id")
    .where((l) => l.and([...conditions, ...beyond]))
    .limit(limit);
  // The page is found before its joins: in one statement, the row-level policies of the joined tables mislead the planner.
  const found = kysely.with(
    (cte) => cte("page").materialized(),
    () => inOrder(page, order, direction),
  );
  const rows = selectLeads(found).where(sql<boolean>`l.id = ANY (ARRAY (SELECT id FROM page))`);
  return inOrder(rows, order, direction).execute();
}
