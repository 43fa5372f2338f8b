import type { Client } from "pg";
import { tableDefinitions } from "./table-definitions";

/** What identifies a definition ("function public.f(integer)") to its full text with rights and comment. */
export type Catalog = ReadonlyMap<string, string>;

/** Every table, function, trigger, view, policy, right and comment of a database, except those of the queue library and of extensions. */
export async function readCatalog(client: Client): Promise<Catalog> {
  const { rows } = await client.query<{ name: string; definition: string }>(definitions);
  return new Map(rows.map((row) => [row.name, row.definition]));
}

/** The functions, triggers, views and policies that the present transaction has not written. */
export async function readUntouched(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(untouched);
  return rows.map((row) => row.name);
}

const ours = `NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker')`;
const notOfExtension = (catalog: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
const rights = (acl: string) => `(SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(${acl}) a)`;

const functions = `
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname ${ours} AND p.prokind IN ('f', 'p') AND ${notOfExtension("pg_proc", "p.oid")}`;
const functionName = `format('function %I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid))`;

const triggers = `
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname ${ours} AND NOT t.tgisinternal AND t.tgparentid = 0`;
const triggerName = `format('trigger %I on %I.%I', t.tgname, n.nspname, c.relname)`;

const relations = (kinds: string) => `
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname ${ours} AND c.relkind IN (${kinds}) AND ${notOfExtension("pg_class", "c.oid")}`;

const policies = `
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname ${ours}`;
const policyName = `format('policy %I on %I.%I', p.polname, n.nspname, c.relname)`;

const definitions = `
  SELECT ${functionName} AS name,
         concat_ws(E'\\n', pg_get_functiondef(p.oid), ${rights("p.proacl")}, obj_description(p.oid, 'pg_proc')) AS definition
    ${functions}
  UNION ALL
  SELECT ${triggerName}, concat_ws(E'\\n', pg_get_triggerdef(t.oid), t.tgenabled, obj_description(t.oid, 'pg_trigger'))
    ${triggers}
  UNION ALL
  SELECT format('view %I.%I', n.nspname, c.relname),
         concat_ws(E'\\n', c.relkind, pg_get_viewdef(c.oid), c.reloptions, ${rights("c.relacl")}, obj_description(c.oid, 'pg_class'))
    ${relations("'v', 'm'")}
  UNION ALL
  SELECT format('rights on %I.%I', n.nspname, c.relname),
         concat_ws(E'\\n', c.relrowsecurity, c.relforcerowsecurity, ${rights("c.relacl")},
           (SELECT string_agg(a.attname || ' ' || ${rights("a.attacl")}, E'\\n' ORDER BY a.attname)
              FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL))
    ${relations("'r', 'p', 'S'")}
  UNION ALL
  SELECT ${policyName},
         concat_ws(E'\\n', p.polcmd, p.polpermissive, (SELECT string_agg(r::regrole::text, ' ' ORDER BY r::regrole::text) FROM unnest(p.polroles) r),
           pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid), obj_description(p.oid, 'pg_policy'))
    ${policies}
  UNION ALL
  SELECT format('schema %I', n.nspname), concat_ws(E'\\n', ${rights("n.nspacl")})
    FROM pg_namespace n WHERE n.nspname ${ours} AND n.nspname NOT LIKE 'pg\\_%'
  UNION ALL
  SELECT format('default rights on new objects (%s) in %s', d.defaclobjtype, COALESCE(n.nspname, 'every schema')),
         ${rights("d.defaclacl")}
    FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
  UNION ALL
  ${tableDefinitions}
  ORDER BY 1`;

// A materialised view is made once and refreshed, so its file leaves an unchanged one alone.
const untouched = `
  SELECT ${functionName} AS name ${functions} AND p.xmin::text <> pg_current_xact_id()::xid::text
  UNION ALL
  SELECT ${triggerName} ${triggers} AND t.xmin::text <> pg_current_xact_id()::xid::text
  UNION ALL
  SELECT format('view %I.%I', n.nspname, c.relname) ${relations("'v'")} AND c.xmin::text <> pg_current_xact_id()::xid::text
  UNION ALL
  SELECT ${policyName} ${policies} AND p.xmin::text <> pg_current_xact_id()::xid::text
  ORDER BY 1`;
