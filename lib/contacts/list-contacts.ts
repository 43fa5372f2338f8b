import type { Context } from "@/lib/db/context";
import { readDefaultCountry } from "@/lib/db/read-default-country";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { contactScope, contactsCountedMax, createParameters, type Scope } from "./_scope";
import { type ContactCursor, encodeContactCursor } from "./contact-cursor";
import { contactPhone } from "./contact-phone";
import type { ContactFilters, ContactListItem, ContactPage, ContactSort } from "./schema";

export const contactsPerPage = 50;

type Row = {
  id: string;
  key: string;
  name: string | null;
  phone_number: string | null;
  phone_extension: string | null;
  email: string | null;
  company: string | null;
  source: ContactListItem["source"];
  is_customer: boolean;
  created_at: Date;
  call_id: string | null;
  call_at: Date | null;
};

const microseconds = `to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** How a page is ordered; both directions of an index serve it. */
const sorts = {
  name: { column: "c.name_key", type: "text", ascending: true, key: "c.name_key" },
  newest: { column: "c.created_at", type: "timestamptz", ascending: false, key: microseconds },
} as const;

/** A page of the tenant's contacts by name or newest first, by keyset: as fast on the last page as on the first. */
export async function listContacts(
  ctx: Context,
  input: { filters: ContactFilters; sort?: ContactSort; cursor?: ContactCursor | null; limit?: number },
): Promise<ContactPage> {
  const tenant = requirePermission(ctx, "contact.read");
  const { filters, sort = "name", cursor = null, limit = contactsPerPage } = input;
  const isBefore = cursor?.direction === "before";
  const { rows, count } = await ctx.db.tenant(tenant.userId, async (tx) => {
    const country = filters.search === undefined ? null : await readDefaultCountry(tx, tenant.userId);
    const scope = await contactScope(tx, { userId: tenant.userId, country }, filters);
    return { rows: await readPage(tx, scope, { sort, cursor, limit }), count: await countContacts(tx, scope) };
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
    total: count === null ? null : Math.min(count, contactsCountedMax),
    isMore: count === null || count > contactsCountedMax,
    asOf: ctx.clock.now().toISOString(),
  };
}

async function readPage(
  tx: Transaction,
  scope: Scope,
  { sort, cursor, limit }: { sort: ContactSort; cursor: ContactCursor | null; limit: number },
): Promise<Row[]> {
  const { column, type, ascending, key } = sorts[sort];
  const parameters = createParameters();
  const conditions = scope.conditions(parameters);
  const goesUp = ascending === (cursor?.direction !== "before");
  const order = goesUp ? "ASC" : "DESC";
  if (cursor) {
    const place = `(${parameters.add(cursor.key)}::${type}, ${parameters.add(cursor.id)}::uuid)`;
    conditions.push(`(${column}, c.id) ${goesUp ? ">" : "<"} ${place}`);
  }
  const { rows } = await tx.query<Row>(
    `WITH page AS MATERIALIZED (
       SELECT c.id FROM contacts c WHERE ${conditions.join(" AND ")}
       ORDER BY ${column} ${order}, c.id ${order} LIMIT ${parameters.add(limit + 1)}
     )
     SELECT c.id, ${key} AS key, c.name, c.phone_number, c.phone_extension, c.email, c.company, c.source, c.is_customer, c.created_at,
       k.id AS call_id, k.started_at AS call_at
     FROM contacts c LEFT JOIN LATERAL (
       SELECT k.id, k.started_at FROM calls k WHERE k.user_id = c.user_id AND k.contact_id = c.id
       ORDER BY k.started_at DESC, k.id DESC LIMIT 1
     ) k ON true
     WHERE c.id = ANY (ARRAY (SELECT id FROM page))
     ORDER BY ${column} ${order}, c.id ${order}`,
    parameters.values,
  );
  return rows;
}

/** How many match, one more than the most that are counted for more; null where counting would take a look at very many. */
async function countContacts(tx: Transaction, scope: Scope): Promise<number | null> {
  if (!scope.isCountable) return null;
  const parameters = createParameters();
  const conditions = scope.conditions(parameters).join(" AND ");
  const { rows } = await tx.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT FROM contacts c WHERE ${conditions} LIMIT ${parameters.add(contactsCountedMax + 1)}) counted`,
    parameters.values,
  );
  return rows[0]?.count ?? 0;
}

function toListItem(row: Row): ContactListItem {
  return {
    id: row.id,
    name: row.name || null,
    phone: contactPhone(row.phone_number, row.phone_extension),
    email: row.email || null,
    company: row.company || null,
    source: row.source,
    isCustomer: row.is_customer,
    lastCall: row.call_id && row.call_at ? { id: row.call_id, at: row.call_at.toISOString() } : null,
    createdAt: row.created_at.toISOString(),
  };
}
