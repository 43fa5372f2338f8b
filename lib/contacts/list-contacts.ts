import { type Expression, type SqlBool, sql } from "kysely";
import type { Context } from "@/lib/db/context";
import { countListed } from "@/lib/db/count-listed";
import { instantText } from "@/lib/db/instant-text";
import { isBeyond } from "@/lib/db/is-beyond";
import { readDefaultCountry } from "@/lib/db/read-default-country";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { oneOf } from "@/lib/platform/one-of";
import { contactConditions } from "./_scope";
import { type ContactCursor, encodeContactCursor } from "./contact-cursor";
import { contactPhone } from "./contact-phone";
import {
  type ContactFilters,
  type ContactListItem,
  type ContactPage,
  type ContactSort,
  contactSources,
} from "./schema";

export const contactsPerPage = 50;

type Row = Awaited<ReturnType<typeof readPage>>[number];

/** How a page is ordered; both directions of an index serve it. */
const sorts = {
  name: { column: "c.name_key", type: "text", ascending: true, key: sql.ref<string>("c.name_key") },
  newest: { column: "c.created_at", type: "timestamptz", ascending: false, key: instantText("c.created_at") },
} as const;

/** A page of the tenant's contacts by name or newest first, by keyset: as fast on the last page as on the first. */
export async function listContacts(
  ctx: Context,
  input: { filters: ContactFilters; sort?: ContactSort; cursor?: ContactCursor | null; limit?: number },
): Promise<ContactPage> {
  const tenant = requirePermission(ctx, "contact.read");
  const { filters, sort = "name", cursor = null, limit = contactsPerPage } = input;
  const isBefore = cursor?.direction === "before";
  const { rows, total } = await ctx.db.tenant(tenant.userId, async (tx) => {
    const country = filters.search === undefined ? null : await readDefaultCountry(tx, tenant.userId);
    const conditions = await contactConditions(tx, { userId: tenant.userId, country }, filters);
    return {
      rows: await readPage(tx, conditions, { sort, cursor, limit }),
      total: await countListed(tx, selectContacts(tx, conditions)),
    };
  });
  const hasMore = rows.length > limit;
  // The way back ends at the first page, filled up with whatever has come since.
  if (isBefore && !hasMore) return listContacts(ctx, { filters, sort, limit });
  const shown = rows.slice(0, limit);
  if (isBefore) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  const cursorAt = ({ key, id }: Row, direction: ContactCursor["direction"]) =>
    encodeContactCursor({ sort, direction, key, id });
  return {
    contacts: shown.map(toListItem),
    previousCursor: first && cursor ? cursorAt(first, "before") : null,
    nextCursor: last && (hasMore || isBefore) ? cursorAt(last, "after") : null,
    total,
    asOf: ctx.clock.now().toISOString(),
  };
}

const selectContacts = ({ kysely }: Transaction, conditions: readonly Expression<SqlBool>[]) =>
  kysely.selectFrom("contacts as c").where((c) => c.and(conditions));

function readPage(
  tx: Transaction,
  conditions: readonly Expression<SqlBool>[],
  { sort, cursor, limit }: { sort: ContactSort; cursor: ContactCursor | null; limit: number },
) {
  const { column, type, ascending, key } = sorts[sort];
  const order = ascending === (cursor?.direction !== "before") ? "asc" : "desc";
  const place = cursor
    ? [
        isBeyond(order, [
          [column, type, cursor.key],
          ["c.id", "uuid", cursor.id],
        ]),
      ]
    : [];
  const page = selectContacts(tx, [...conditions, ...place])
    .select("c.id")
    .orderBy(column, order)
    .orderBy("c.id", order)
    .limit(limit + 1);
  return tx.kysely
    .with(
      (cte) => cte("page").materialized(),
      () => page,
    )
    .selectFrom("contacts as c")
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("calls as k")
          .select(["k.id", "k.started_at"])
          .whereRef("k.user_id", "=", "c.user_id")
          .whereRef("k.contact_id", "=", "c.id")
          .orderBy("k.started_at", "desc")
          .orderBy("k.id", "desc")
          .limit(1)
          .as("k"),
      (join) => join.onTrue(),
    )
    .select([
      "c.id",
      key.as("key"),
      "c.name",
      "c.phone_number",
      "c.phone_extension",
      "c.email",
      "c.company",
      "c.source",
      "c.is_customer",
      "c.created_at",
      "k.id as call_id",
      "k.started_at as call_at",
    ])
    .where(sql<boolean>`c.id = ANY (ARRAY (SELECT id FROM page))`)
    .orderBy(column, order)
    .orderBy("c.id", order)
    .execute();
}

function toListItem(row: Row): ContactListItem {
  return {
    id: row.id,
    name: row.name || null,
    phone: contactPhone(row.phone_number, row.phone_extension),
    email: row.email || null,
    company: row.company || null,
    source: oneOf(contactSources, row.source),
    isCustomer: row.is_customer,
    lastCall: row.call_id && row.call_at ? { id: row.call_id, at: row.call_at.toISOString() } : null,
    createdAt: row.created_at.toISOString(),
  };
}
