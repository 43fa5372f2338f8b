import type pg from "pg";

type Owner = Pick<pg.Client, "query">;

/** A table whose rows belong to tenants, with the columns that a statement may fill, and those that app_tenant may. */
export type TenantTable = {
  name: string;
  tenantColumn: string;
  columns: string[];
  insertable: string[];
  updatable: string[];
};

/** A foreign key between two tables of tenants; `columns` pairs the child's with the parent's, but for the tenant's own. */
export type TenantLink = {
  name: string;
  child: TenantTable;
  parent: TenantTable;
  carriesTenant: boolean;
  columns: { child: string; parent: string }[];
};

/** They name who did something, not whose the row is. */
export const actorColumns = [
  "created_by",
  "completed_by",
  "updated_by",
  "overridden_by",
  "edited_by",
  "created_by_admin_id",
  "admin_user_id",
];

/**
 * Every table of the catalogue with a column that leads to users, or is called as such a column is.
 * @throws Error for a table with two: whose the row is must not be a guess.
 */
export async function listTenantTables(owner: Owner): Promise<TenantTable[]> {
  const { rows } = await owner.query<TenantTable>(
    `SELECT c.relname AS name, t.attname AS "tenantColumn", k.columns, k.insertable, k.updatable
     FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid AND t.attnum > 0 AND NOT t.attisdropped
     CROSS JOIN LATERAL (
       SELECT array_agg(a.attname::text) AS columns,
         coalesce(array_agg(a.attname::text) FILTER (WHERE has_column_privilege('app_tenant', c.oid, a.attnum, 'INSERT')), '{}') AS insertable,
         coalesce(array_agg(a.attname::text) FILTER (WHERE has_column_privilege('app_tenant', c.oid, a.attnum, 'UPDATE')), '{}') AS updatable
       FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     ) k
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND CASE WHEN c.relname = 'users' THEN t.attname = 'id'
       ELSE t.attname IN ('user_id', 'tenant_id') OR t.attname <> ALL ($1) AND EXISTS (
         SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.confrelid = 'users'::regclass
           AND t.attnum = ANY (f.conkey)) END
     ORDER BY 1, 2`,
    [actorColumns],
  );
  const [twice] = rows.filter(({ name }, index) => rows[index + 1]?.name === name);
  if (twice) throw new Error(`The table ${twice.name} names its tenant in two columns.`);
  return rows;
}

/** Every foreign key from one of these tables to another, but for those to users. */
export async function listTenantLinks(owner: Owner, tables: readonly TenantTable[]): Promise<TenantLink[]> {
  const { rows } = await owner.query<{ name: string; child: string; parent: string; columns: TenantLink["columns"] }>(
    `SELECT k.conname AS name, k.conrelid::regclass::text AS child, k.confrelid::regclass::text AS parent,
       jsonb_agg(jsonb_build_object('child', ca.attname, 'parent', pa.attname)) AS columns
     FROM pg_constraint k CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (c, p)
     JOIN pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = pair.c
     JOIN pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = pair.p
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND k.confrelid <> 'users'::regclass
     GROUP BY k.oid ORDER BY k.conrelid::regclass::text, k.conname`,
  );
  const named = new Map(tables.map((table) => [table.name, table]));
  return rows.flatMap((row) => {
    const [child, parent] = [named.get(row.child), named.get(row.parent)];
    if (!child || !parent) return [];
    const isTenant = (pair: TenantLink["columns"][number]) =>
      pair.child === child.tenantColumn && pair.parent === parent.tenantColumn;
    const columns = row.columns.filter((pair) => !isTenant(pair));
    return [{ name: row.name, child, parent, columns, carriesTenant: row.columns.some(isTenant) }];
  });
}

/** The columns of these tables that name a user who did something. */
export async function listActorColumns(
  owner: Owner,
  tables: readonly TenantTable[],
): Promise<{ table: TenantTable; column: string }[]> {
  const { rows } = await owner.query<{ table: string; column: string }>(
    `SELECT f.conrelid::regclass::text AS table, a.attname AS column
     FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = ANY (f.conkey)
     WHERE f.contype = 'f' AND f.confrelid = 'users'::regclass AND a.attname = ANY ($1) ORDER BY 1, 2`,
    [actorColumns],
  );
  return rows.flatMap(({ table: name, column }) =>
    tables.filter((table) => table.name === name).map((table) => ({ table, column })),
  );
}
