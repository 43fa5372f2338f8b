import { type Expression, type SqlBool, sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { countListed } from "@/lib/lists/count-listed";
import type { Cursor } from "@/lib/lists/cursor";
import { instantText } from "@/lib/lists/instant-text";
import { inOrder } from "@/lib/lists/list-order";
import { readKeysetPage, type Slice } from "@/lib/lists/read-keyset-page";
import { oneOf } from "@/lib/platform/one-of";
import { readDefaultCountry } from "@/lib/settings/read-default-country";
import { contactConditions } from "./_scope";
import { contactOrders } from "./contact-orders";
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

/** A row's key in each order, as text. */
const keys = { name: sql.ref<string>("c.name_key"), newest: instantText("c.created_at") } as const;

/** A page of the tenant's contacts by name or newest first. */
export async function listContacts(
  ctx: Context,
  input: { filters: ContactFilters; sort?: ContactSort; cursor?: Cursor | null; limit?: number },
): Promise<ContactPage> {
  const tenant = requirePermission(ctx, "contact.read");
  const { filters, sort = "name", cursor = null, limit = contactsPerPage } = input;
  const { page, total } = await ctx.db.tenant(tenant.userId, async (tx) => {
    const country = filters.q === undefined ? null : await readDefaultCountry(tx, tenant.userId);
    const conditions = await contactConditions(tx, { userId: tenant.userId, country }, filters);
    const page = await readKeysetPage({
      order: contactOrders[sort],
      cursor,
      limit,
      read: (slice) => readPage(tx, conditions, sort, slice),
      cursorOf: ({ key, id }) => ({ key: [key], id }),
    });
    return { page, total: await countListed(tx, selectContacts(tx, conditions)) };
  });
  const { rows, ...cursors } = page;
  return { contacts: rows.map(toListItem), ...cursors, total, asOf: ctx.clock.now().toISOString() };
}

const selectContacts = ({ kysely }: Transaction, conditions: readonly Expression<SqlBool>[]) =>
  kysely.selectFrom("contacts as c").where((c) => c.and(conditions));

function readPage(
  tx: Transaction,
  conditions: readonly Expression<SqlBool>[],
  sort: ContactSort,
  { direction, beyond, limit }: Slice,
) {
  const order = contactOrders[sort];
  const page = inOrder(selectContacts(tx, [...conditions, ...beyond]).select("c.id"), order, direction).limit(limit);
  const rows = tx.kysely
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
      keys[sort].as("key"),
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
    .where(sql<boolean>`c.id = ANY (ARRAY (SELECT id FROM page))`);
  return inOrder(rows, order, direction).execute();
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
