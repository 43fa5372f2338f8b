const ours = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker')`;
const notOfExtension = `NOT EXISTS (
  SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')`;
const relations = (kinds: string) => `
  pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND ${ours} AND c.relkind IN (${kinds}) AND ${notOfExtension}
    AND c.relname <> '_prisma_migrations'`;

/**
 * Tables with their columns, constraints, indexes and sequences, one row of name and definition each; the columns of views with
 * their comments, too. A column is known by its place among those that are there, not by the number that dropped ones have left it.
 */
export const tableDefinitions = `
  SELECT format('table %I.%I', n.nspname, c.relname) AS name,
         concat_ws(E'\\n', c.relpersistence, c.reloptions, obj_description(c.oid, 'pg_class')) AS definition
    FROM ${relations("'r', 'p'")}
  UNION ALL
  SELECT format('column %I.%I.%I', n.nspname, c.relname, a.attname),
         concat_ws(E'\\n', (SELECT count(*) FROM pg_attribute b WHERE b.attrelid = c.oid AND b.attnum BETWEEN 1 AND a.attnum AND NOT b.attisdropped),
           format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, a.attstorage, a.attcompression,
           a.attcollation::regcollation, pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum))
    FROM ${relations("'r', 'p', 'v', 'm'")}
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  UNION ALL
  SELECT format('constraint %I on %I.%I', o.conname, n.nspname, c.relname),
         concat_ws(E'\\n', o.contype, pg_get_constraintdef(o.oid), o.convalidated, obj_description(o.oid, 'pg_constraint'))
    FROM ${relations("'r', 'p'")} JOIN pg_constraint o ON o.conrelid = c.oid AND o.contype <> 'n'
  UNION ALL
  SELECT format('index %s', x.indexrelid::regclass),
         concat_ws(E'\\n', pg_get_indexdef(x.indexrelid), i.reloptions, x.indisvalid, obj_description(x.indexrelid, 'pg_class'))
    FROM ${relations("'r', 'p', 'm'")} JOIN pg_index x ON x.indrelid = c.oid JOIN pg_class i ON i.oid = x.indexrelid
  UNION ALL
  SELECT format('sequence %I.%I', n.nspname, c.relname),
         concat_ws(E'\\n', s.seqtypid::regtype, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, c.relpersistence,
           obj_description(c.oid, 'pg_class'))
    FROM ${relations("'S'")} JOIN pg_sequence s ON s.seqrelid = c.oid
  UNION ALL
  SELECT format('extension %s', extname), '' FROM pg_extension`;
