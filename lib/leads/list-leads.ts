import { type Expression, type SqlBool, sql } from "kysely";
import type { Context } from "@/lib/db/context";
import { isBeyond, type KeyPart } from "@/lib/db/is-beyond";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { type LeadRow, selectLeads, toLead } from "./_lead-row";
import { leadConditions } from "./_scope";
import { countLeads } from "./count-leads";
import { encodeLeadCursor, type LeadCursor } from "./lead-cursor";
import type { LeadFilters, LeadPage, LeadSort } from "./schema";

export const leadsPerPage = 50;

/** What each order sorts by before the latest call and the id. */
const ranks = { latest: null, score: "latest_rank", best: "best_rank" } as const satisfies Record<
  LeadSort,
  string | null
>;

type ListInput = {
  filters: LeadFilters;
  sort?: LeadSort;
  cursor?: LeadCursor | null;
  limit?: number;
};

/** A page of the people who called and showed a lead, by keyset: as fast on the last page as on the first. */
export async function listLeads(ctx: Context, input: ListInput): Promise<LeadPage> {
  const tenant = requirePermission(ctx, "lead.read");
  return readLeads(ctx, tenant, input, countLeads);
}

/** The same for whoever goes through all pages and needs no total. */
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
  const rank = ranks[sort];
  const isBefore = cursor?.direction === "before";
  const { rows, total } = await ctx.db.tenant(tenant.userId, async (tx) => {
    const conditions = await leadConditions(tx, tenant, filters, today);
    return { rows: await readPage(tx, conditions, { rank, cursor, limit }), total: await count(tx, conditions) };
  });

  const hasMore = rows.length > limit;
  // The way back ends at the first page, filled up with whatever has come since.
  if (isBefore && !hasMore) return readLeads(ctx, tenant, { filters, sort, limit }, count);
  const shown = rows.slice(0, limit);
  if (isBefore) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  const cursorAt = (row: LeadRow, direction: LeadCursor["direction"]) =>
    encodeLeadCursor({ sort, direction, rank: rank ? row[rank] : null, at: row.latest_at, id: row.id });
  return {
    leads: shown.map(toLead),
    previousCursor: first && cursor ? cursorAt(first, "before") : null,
    nextCursor: last && (hasMore || isBefore) ? cursorAt(last, "after") : null,
    total,
    asOf: ctx.clock.now().toISOString(),
  };
}

type Rank = (typeof ranks)[LeadSort];

function readPage(
  { kysely }: Transaction,
  conditions: readonly Expression<SqlBool>[],
  { rank, cursor, limit }: { rank: Rank; cursor: LeadCursor | null; limit: number },
): Promise<LeadRow[]> {
  const order = cursor?.direction === "before" ? "asc" : "desc";
  const columns = [...(rank ? [`l.${rank}` as const] : []), "l.latest_call_at" as const, "l.id" as const];
  const place = cursor ? [isBeyond(order, placeOf(cursor, rank))] : [];
  const page = kysely
    .selectFrom("leads as l")
    .select("l.id")
    .where((l) => l.and([...conditions, ...place]))
    .limit(limit + 1);
  // The page is found before anything is looked up for it: planned together, the policies of what is looked up mislead the planner.
  const found = kysely.with(
    (cte) => cte("page").materialized(),
    () => columns.reduce((ordered, column) => ordered.orderBy(column, order), page),
  );
  return columns
    .reduce((ordered, column) => ordered.orderBy(column, order), selectLeads(found))
    .where(sql<boolean>`l.id = ANY (ARRAY (SELECT id FROM page))`)
    .execute();
}

function placeOf({ rank: score, at, id }: LeadCursor, rank: Rank): KeyPart[] {
  const byTime: KeyPart[] = [
    ["l.latest_call_at", "timestamptz", at],
    ["l.id", "uuid", id],
  ];
  return rank ? [[`l.${rank}`, "integer", score], ...byTime] : byTime;
}
