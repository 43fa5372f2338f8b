import type { KnownContactRule } from "./import-status";

/** The fields of a contact that an import writes, as columns of both tables. */
export const importedColumns = ["name", "phone_number", "phone_extension", "email", "company", "notes"] as const;
export type ImportedColumn = (typeof importedColumns)[number];

/** A field's value after an update: blanks of the file erase nothing. */
export function newValue(column: ImportedColumn, rule: KnownContactRule, { row = "r", contact = "k" } = {}): string {
  const [given, had] = [`${row}.${column}`, `nullif(${contact}.${column}, '')`];
  // An extension belongs to its number: it comes with the row's, and goes with the contact's.
  if (column === "phone_extension") {
    const number = newValue("phone_number", rule, { row, contact });
    const hadOfNumber = `CASE WHEN ${contact}.phone_number = ${number} THEN ${had} END`;
    const givenOfNumber = `CASE WHEN ${row}.phone_number = ${number} THEN ${given} END`;
    return rule === "overwrite"
      ? `coalesce(${givenOfNumber}, ${hadOfNumber})`
      : `coalesce(${hadOfNumber}, ${givenOfNumber})`;
  }
  return rule === "overwrite" ? `coalesce(${given}, ${had})` : `coalesce(${had}, ${given})`;
}

/**
 * Disables nested loops until the transaction ends: without statistics of a tenant's new contacts, the planner would read all of them for
 * each lookup.
 */
export const withoutNestedLoops = "SELECT set_config('enable_nestloop', 'off', true)";

/** The contacts that rows may be, as `known`, to be put behind WITH; `phones` and `emails` are placeholders of two arrays. */
export const knownContacts = (phones: string, emails: string) => `
  known AS MATERIALIZED (
    SELECT c.* FROM contacts c
    WHERE c.user_id = $1 AND (c.phone_number = ANY (${phones}::varchar[]) OR c.email = ANY (${emails}::varchar[]))
  ), of_email AS MATERIALIZED (
    SELECT email, array_agg(id) AS ids FROM known WHERE email IS NOT NULL GROUP BY email
  )`;

/**
 * The verdict on each row of `from`, a source of rows `r` (phone_number, email …, `own_id`): joined to the contact that has its number,
 * else the only one that has its address. Yields `v (verdict, reason, target_contact)`. Must follow `knownContacts`; `$1` is the tenant.
 */
export function judged(from: string, rule: KnownContactRule): string {
  const changes = importedColumns
    .map((column) => `${newValue(column, rule)} IS DISTINCT FROM nullif(k.${column}, '')`)
    .join(" OR ");
  return `(
       SELECT r.*, CASE WHEN p.id IS NOT NULL THEN p.id WHEN cardinality(e.ids) = 1 THEN e.ids[1] END AS known_id,
         CASE WHEN p.id IS NOT NULL AND NOT p.id = ANY (e.ids) THEN 'two_contacts'
           WHEN p.id IS NULL AND cardinality(e.ids) > 1 THEN 'several_contacts' END AS conflict
       FROM ${from}
       LEFT JOIN known p ON p.phone_number = r.phone_number
       LEFT JOIN of_email e ON e.email = r.email
     ) r
     LEFT JOIN known k ON k.id = r.known_id
     CROSS JOIN LATERAL (
       SELECT CASE WHEN r.conflict IS NOT NULL THEN r.conflict
         WHEN k.id IS NULL THEN NULL
         ${rule === "skip" ? "ELSE 'known'" : `WHEN NOT (${changes}) THEN 'nothing_new'`} END AS reason) f
     CROSS JOIN LATERAL (
       SELECT CASE WHEN f.reason IS NOT NULL THEN 'skip' WHEN k.id IS NULL THEN 'create' ELSE 'update' END AS verdict,
         f.reason, coalesce(k.id, r.own_id) AS target_contact) v`;
}
