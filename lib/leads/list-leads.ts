import type { Context } from "@/lib/db/context";
import { createParameters, type Parameters } from "@/lib/db/parameters";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { type LeadRow, leadColumns, leadJoins, toLead } from "./_lead-row";
import { leadScope, type Scope } from "./_scope";
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
  count: (tx: Transaction, scope: Scope) => Promise<Total>,
): Promise<Omit<LeadPage, "total"> & { total: Total }> {
  const { filters, sort = "latest", cursor = null, limit = leadsPerPage } = input;
  const today = todayIn(tenant.timezone, ctx.clock.now());
  const rank = ranks[sort];
  const isBefore = cursor?.direction === "before";
  const order = isBefore ? "ASC" : "DESC";
  const by = [...(rank ? [`l.${rank}`] : []), "l.latest_call_at", "l.id"].map((each) => `${each} ${order}`).join(", ");

  const { rows, total } = await ctx.db.tenant(tenant.userId, async (tx) => {
    const scope = await leadScope(tx, tenant, filters, today);
    const parameters = createParameters();
    const conditions = scope(parameters);
    if (cursor) conditions.push(placeAfter(cursor, rank, parameters));
    // The page is found before anything is looked up for it: planned together, the policies of what is looked up mislead the planner.
    const found = await tx.query<LeadRow>(
      `WITH page AS MATERIALIZED (
         SELECT l.id FROM leads l WHERE ${conditions.join(" AND ")} ORDER BY ${by} LIMIT ${parameters.add(limit + 1)}
       )
       SELECT ${leadColumns} FROM leads l ${leadJoins}
       WHERE l.id = ANY (ARRAY (SELECT id FROM page)) ORDER BY ${by}`,
      parameters.values,
    );
    return { rows: found.rows, total: await count(tx, scope) };
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

/** Whatever comes behind the cursor, or before it where it leads back. */
function placeAfter({ direction, rank: score, at, id }: LeadCursor, rank: string | null, { add }: Parameters): string {
  const [columns, place] = rank
    ? [`l.${rank}, l.latest_call_at, l.id`, `${add(score)}::integer, ${add(at)}::timestamptz, ${add(id)}::uuid`]
    : ["l.latest_call_at, l.id", `${add(at)}::timestamptz, ${add(id)}::uuid`];
  return `(${columns}) ${direction === "before" ? ">" : "<"} (${place})`;
}
