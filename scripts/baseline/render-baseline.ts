import type { Client } from "pg";
import { escapeLiteral } from "pg";
import type { SqlObject } from "@/prisma/tools/sql-object";
import { objectSection } from "@/prisma/tools/write-migration";
import type { HistoryTexts } from "./history-texts";
import { readTables } from "./read-tables";
import { renderTables } from "./render-tables";

/** Nothing else in the product reads these tables. */
const dropped = ["stored_object_moves"];

const head = `-- The tables, as they were when the history began. Whatever was made before has a history of its own, which does not lead here.
DO $$
BEGIN
  IF to_regclass('public.users') IS NOT NULL THEN
    RAISE EXCEPTION 'This database has tables of Callwright from before its first release, which no migration leads on from: give Callwright an empty database (the embedded one is new once its folder DATA_DIR/postgres is deleted)';
  END IF;
END $$;

-- Roles belong to the whole server, so that another database may have made them.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['app_tenant', 'app_ingest', 'app_auth', 'app_job', 'app_admin'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
    BEGIN
      EXECUTE format('GRANT %I TO CURRENT_USER', name);
    EXCEPTION WHEN insufficient_privilege OR invalid_grant_operation THEN
      NULL; -- already a member through whoever made the role
    END;
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO app_tenant, app_ingest, app_auth, app_job, app_admin;
`;

const compression = `-- lz4 compresses transcripts and raw events several times faster than the default, where the server was built with it.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE transcripts ALTER COLUMN content SET COMPRESSION lz4, ALTER COLUMN speaker_segments SET COMPRESSION lz4;
    ALTER TABLE webhook_events ALTER COLUMN body SET COMPRESSION lz4;
  END IF;
END $$;
`;

/** The first migration: what tables are made of, the tables, and the rows that they have from the start. */
export async function renderBaseline(
  client: Client,
  texts: HistoryTexts,
  madeOf: readonly SqlObject[],
): Promise<string> {
  const tables = (await readTables(client)).filter(({ name }) => !dropped.includes(name));
  return [
    head,
    ...madeOf.map(objectSection),
    await renderSequences(client),
    `${renderTables(tables, texts)}\n`,
    compression,
    await renderSettings(client),
    ...(await tablesWithRows(client)).map((table) => {
      const insert = texts.insert(table);
      if (!insert) throw new Error(`No migration says how the rows of ${table} came about.`);
      return `${insert};\n`;
    }),
  ].join("\n");
}

async function renderSequences(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')) ORDER BY 1`,
  );
  return rows.map(({ name }) => `CREATE SEQUENCE ${name};\n`).join("");
}

async function renderSettings(client: Client): Promise<string> {
  const { rows } = await client.query<Record<string, string | null>>(
    `SELECT config_key, config_value, value_type, default_value, min_value, max_value, description FROM system_config ORDER BY xmin::text::bigint, ctid`,
  );
  const literal = (value: string | null | undefined) =>
    value === null || value === undefined ? "NULL" : escapeLiteral(value);
  const values = rows.map(
    (row) =>
      `  (${[row.config_key, row.config_value, row.value_type, row.default_value].map(literal).join(", ")}, ${row.min_value ?? "NULL"}, ${row.max_value ?? "NULL"}, ${literal(row.description)})`,
  );
  return `INSERT INTO system_config (config_key, config_value, value_type, default_value, min_value, max_value, description) VALUES\n${values.join(",\n")};\n`;
}

async function tablesWithRows(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND c.relname NOT IN ('_prisma_migrations', 'system_config')
       AND (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', c.relname), false, true, '')))[1]::text <> '0' ORDER BY c.oid`,
  );
  return rows.map(({ name }) => name);
}
