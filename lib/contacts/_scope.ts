import type { Transaction } from "@/lib/db/transaction";
import { contactQuery } from "./contact-query";
import type { ContactFilters } from "./schema";

/** Up to so many matches of a filter are found first and sorted then; of more, the list is walked in its order until a page is full. */
const foundMax = 5_000;

/** Collects the parameters of one statement; `add` returns the placeholder to write. */
export function createParameters() {
  const values: unknown[] = [];
  return { values, add: (value: unknown) => `$${values.push(value)}` };
}
export type Parameters = ReturnType<typeof createParameters>;

export type Scope = {
  /** Of the statements over contacts `c`; to be asked for once a statement. */
  conditions(parameters: Parameters): string[];
};

/** A filter that may match few of very many contacts: how to find its matches, and how to tell whether a contact is one. */
type Narrowing = { find: [sql: string, values: unknown[]]; tell(parameters: Parameters): string };

/** The contacts of the tenant that the filters match. */
export async function contactScope(
  tx: Transaction,
  tenant: { userId: string; country: string | null },
  filters: ContactFilters,
): Promise<Scope> {
  const few: string[][] = [];
  const many: Narrowing[] = [];
  for (const narrowing of narrowings(tenant, filters)) {
    const { rows } = await tx.query<{ ids: string[] }>(...narrowing.find);
    const ids = rows[0]?.ids ?? [];
    if (ids.length > foundMax) many.push(narrowing);
    else few.push(ids);
  }
  return {
    conditions: (parameters) => [
      `c.user_id = ${parameters.add(tenant.userId)}`,
      ...few.map((ids) => `c.id = ANY (${parameters.add(ids)}::uuid[])`),
      ...many.map((narrowing) => narrowing.tell(parameters)),
      ...(filters.customer === "no" ? ["NOT c.is_customer"] : []),
      // Both orders of the list have an index of these.
      ...(filters.calls === "yes" ? ["c.has_calls"] : []),
    ],
  };
}

function narrowings(tenant: { userId: string; country: string | null }, filters: ContactFilters): Narrowing[] {
  const { userId } = tenant;
  const found: Narrowing[] = [];
  const query = filters.search === undefined ? null : contactQuery(filters.search, tenant);
  if (query !== null) {
    found.push({
      find: ["SELECT search_contacts($1::tsquery, $2) AS ids", [query, foundMax + 1]],
      tell: ({ add }) => `c.search @@ ${add(query)}::tsquery`,
    });
  }
  const { source, customer } = filters;
  if (source === "import") found.push(byColumn(userId, "import_id IS NOT NULL", () => "c.import_id IS NOT NULL"));
  else if (source) {
    // A word of its own each: the planner tells by it that the index of what was not imported fits.
    const isOfSource = source === "call" ? "source = 'call'" : "source = 'manual'";
    found.push(
      byColumn(userId, `source <> 'import' AND ${isOfSource}`, () => `c.source <> 'import' AND c.${isOfSource}`),
    );
  }
  if (customer === "yes") found.push(byColumn(userId, "is_customer", () => "c.is_customer"));
  if (filters.import) found.push(ofImport(userId, filters.import));
  return found;
}

function byColumn(userId: string, condition: string, tell: Narrowing["tell"]): Narrowing {
  return {
    find: [
      `SELECT ARRAY (SELECT id FROM contacts WHERE user_id = $1 AND ${condition} LIMIT $2) AS ids`,
      [userId, foundMax + 1],
    ],
    tell,
  };
}

function ofImport(userId: string, importId: string): Narrowing {
  const ofIt = (column: string, { add }: Parameters) =>
    `(SELECT ${column} FROM contact_imports WHERE user_id = ${add(userId)} AND id = ${add(importId)})`;
  return {
    find: [
      "SELECT ARRAY (SELECT id FROM contacts WHERE user_id = $1 AND import_id = $2 LIMIT $3) AS ids",
      [userId, importId, foundMax + 1],
    ],
    // What one import made was made in one stretch of time, which the index of the newest finds.
    tell: (parameters) =>
      `c.import_id = ${parameters.add(importId)} AND c.created_at >= ${ofIt("started_at", parameters)}
       AND c.created_at <= ${ofIt("coalesce(finished_at, now())", parameters)}`,
  };
}
