import { type Expression, type SqlBool, sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { countListed } from "@/lib/lists/count-listed";
import type { Cursor } from "@/lib/lists/cursor";
import { inOrder } from "@/lib/lists/list-order";
import { readKeysetPage, type Slice } from "@/lib/lists/read-keyset-page";
import { auditConditions } from "./_scope";
import { auditOrders } from "./audit-orders";
import { AuditDetails, type AuditEntry, type AuditFilters, type AuditPage, type AuditSort } from "./schema";

export const auditEntriesPerPage = 50;

type Row = Awaited<ReturnType<typeof readPage>>[number];

/** A page of what administrators did. Admins only; whoever shows it to somebody calls `noteAuditReading`, too. */
export async function listAuditEntries(
  ctx: Context,
  input: { filters: AuditFilters; sort?: AuditSort; cursor?: Cursor | null; limit?: number },
): Promise<AuditPage> {
  const { timezone } = requirePermission(ctx, "audit_log.read");
  const { filters, sort = "newest", cursor = null, limit = auditEntriesPerPage } = input;
  const { page, total } = await ctx.db.admin(async (tx) => {
    const conditions = await auditConditions(tx, filters, timezone);
    const page = await readKeysetPage({
      order: auditOrders[sort],
      cursor,
      limit,
      read: (slice) => readPage(tx, conditions, sort, slice),
      cursorOf: ({ entry_number, id }) => ({ key: [String(entry_number)], id }),
    });
    return { page, total: await countListed(tx, selectEntries(tx, conditions)) };
  });
  const { rows, ...cursors } = page;
  return { entries: rows.map(toEntry), ...cursors, total, asOf: ctx.clock.now().toISOString() };
}

const selectEntries = ({ kysely }: Transaction, conditions: readonly Expression<SqlBool>[]) =>
  kysely.selectFrom("admin_audit_log as l").where((l) => l.and(conditions));

function readPage(
  tx: Transaction,
  conditions: readonly Expression<SqlBool>[],
  sort: AuditSort,
  { direction, beyond, limit }: Slice,
) {
  const order = auditOrders[sort];
  const page = inOrder(
    selectEntries(tx, [...conditions, ...beyond]).select(sql.ref<string>("l.id").as("id")),
    order,
    direction,
  ).limit(limit);
  const rows = tx.kysely
    .with(
      (cte) => cte("page").materialized(),
      () => page,
    )
    .selectFrom("admin_audit_log as l")
    .innerJoin("users as a", "a.id", "l.admin_user_id")
    .leftJoin("users as t", "t.id", "l.target_user_id")
    .select((eb) => [
      "l.id",
      "l.entry_number",
      "l.created_at",
      "l.admin_user_id",
      "a.name as admin_name",
      "a.email as admin_email",
      "l.action",
      "l.resource_type",
      "l.resource_id",
      "l.target_user_id",
      "t.name as target_name",
      "t.email as target_email",
      "l.details",
      eb.fn<string | null>("host", ["l.ip_address"]).as("ip_address"),
      "l.user_agent",
      "l.entry_hash",
    ])
    .where(sql<boolean>`l.id = ANY (ARRAY (SELECT id FROM page))`);
  return inOrder(rows, order, direction).execute();
}

function toEntry(row: Row): AuditEntry {
  return {
    id: row.id,
    number: Number(row.entry_number),
    at: row.created_at.toISOString(),
    admin: { id: row.admin_user_id, name: row.admin_name, email: row.admin_email },
    action: row.action,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    target:
      row.target_user_id === null
        ? null
        : { id: row.target_user_id, name: row.target_name ?? "", email: row.target_email ?? "" },
    details: AuditDetails.parse(row.details),
    ipAddress: row.ip_address,
    userAgent: row.user_agent,
    hash: row.entry_hash,
  };
}
