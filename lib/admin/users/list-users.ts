import { type Expression, type SqlBool, sql } from "kysely";
import { type Context, userRoles } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { countListed } from "@/lib/lists/count-listed";
import type { Cursor } from "@/lib/lists/cursor";
import { instantText } from "@/lib/lists/instant-text";
import { inOrder } from "@/lib/lists/list-order";
import { readKeysetPage, type Slice } from "@/lib/lists/read-keyset-page";
import { oneOf } from "@/lib/platform/one-of";
import { userConditions } from "./_scope";
import { signInMethods, type UserFilters, type UserListItem, type UserPage, type UserSort } from "./schema";
import { userOrders } from "./user-orders";

export const usersPerPage = 50;

/** A row's key in each order, as text. */
const keys = {
  newest: instantText("u.created_at"),
  email: sql.ref<string>("u.email"),
  calls: sql<string>`k.calls_30d::text`,
  "most-credits": sql<string>`u.credits::text`,
  "fewest-credits": sql<string>`u.credits::text`,
} as const satisfies Record<UserSort, unknown>;

type Row = Awaited<ReturnType<typeof readPage>>[number];

/** A page of all accounts. Admins only. */
export async function listUsers(
  ctx: Context,
  input: { filters: UserFilters; sort?: UserSort; cursor?: Cursor | null; limit?: number },
): Promise<UserPage> {
  requirePermission(ctx, "user.read");
  const { filters, sort = "newest", cursor = null, limit = usersPerPage } = input;
  const { page, total } = await ctx.db.admin(async (tx) => {
    const conditions = await userConditions(tx, filters);
    const page = await readKeysetPage({
      order: userOrders[sort],
      cursor,
      limit,
      read: (slice) => readPage(tx, conditions, sort, slice),
      cursorOf: ({ key, id }) => ({ key: [key], id }),
    });
    return { page, total: await countListed(tx, selectUsers(tx, conditions, sort)) };
  });
  const { rows, ...cursors } = page;
  return { users: rows.map(toListItem), ...cursors, total, asOf: ctx.clock.now().toISOString() };
}

/** By calls, whoever the summary does not have yet is left out, so that its index gives the order. */
function selectUsers({ kysely }: Transaction, conditions: readonly Expression<SqlBool>[], sort: UserSort) {
  const users = kysely.selectFrom("users as u").where((u) => u.and(conditions));
  return sort === "calls" ? users.innerJoin("user_kpi_summary as k", "k.user_id", "u.id") : users;
}

function readPage(
  tx: Transaction,
  conditions: readonly Expression<SqlBool>[],
  sort: UserSort,
  { direction, beyond, limit }: Slice,
) {
  const order = userOrders[sort];
  const page = inOrder(
    selectUsers(tx, [...conditions, ...beyond], sort).select(sql.ref<string>("u.id").as("id")),
    order,
    direction,
  ).limit(limit);
  const rows = tx.kysely
    .with(
      (cte) => cte("page").materialized(),
      () => page,
    )
    .selectFrom("users as u")
    .leftJoin("user_kpi_summary as k", "k.user_id", "u.id")
    .select((eb) => [
      "u.id",
      keys[sort].as("key"),
      "u.name",
      "u.email",
      "u.role",
      "u.is_active",
      "u.email_verified",
      "u.auth_provider",
      "u.timezone",
      "u.country",
      "u.credits",
      "u.created_at",
      "u.delete_after",
      "k.calls_30d",
      "k.leads_30d",
      "k.agents_total",
      "k.last_call_date",
      eb
        .selectFrom("user_sessions as s")
        .select(({ fn }) => fn.max("s.last_used_at").as("at"))
        .whereRef("s.user_id", "=", "u.id")
        .as("last_seen_at"),
    ])
    .where(sql<boolean>`u.id = ANY (ARRAY (SELECT id FROM page))`);
  return inOrder(rows, order, direction).execute();
}

function toListItem(row: Row): UserListItem {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: oneOf(userRoles, row.role),
    isActive: row.is_active,
    isVerified: row.email_verified,
    method: oneOf(signInMethods, row.auth_provider),
    timezone: row.timezone,
    country: row.country,
    credits: row.credits,
    calls30d: row.calls_30d,
    leads30d: row.leads_30d,
    agents: row.agents_total,
    lastCallDate: row.last_call_date,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    deleteAfter: row.delete_after?.toISOString() ?? null,
  };
}
