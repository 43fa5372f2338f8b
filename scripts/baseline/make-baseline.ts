import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { startThrowawayPostgres } from "@/lib/db/embedded-postgres/start-throwaway-postgres";
import { migrate } from "@/prisma/migrate";
import { listMigrations, migrationsFolder } from "@/prisma/tools/list-migrations";
import { listSources } from "@/prisma/tools/list-sources";
import { isRepeated } from "@/prisma/tools/object-history";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import type { SqlObject } from "@/prisma/tools/sql-object";
import { writeMigration } from "@/prisma/tools/write-migration";
import { compareDatabases } from "./compare-databases";
import { readHistoryTexts } from "./history-texts";
import { renderBaseline } from "./render-baseline";

// node --import tsx scripts/baseline/make-baseline.ts <folder with the migrations of the old history>
// Writes the three migrations of the baseline from what that history makes and from prisma/objects, and says what differs between the two.
const [oldFolder = ""] = process.argv.slice(2);
const names = {
  tables: "20261130000000_tables",
  objects: "20261130000001_objects",
  rights: "20261130000002_policies_and_grants",
};
const madeOf = ["core/uuid_v7.sql", "core/is_time_zone.sql", "contacts/contact_lexemes.sql"];
const ofRights = ["security/row_level_security.sql", "security/grants.sql"];

const given = process.env.DATABASE_URL;
const server = given ? undefined : await startThrowawayPostgres();
const serverUrl = given ?? server?.connectionString ?? "";
const old = listMigrations(oldFolder);
const before = await createScratchDatabase(serverUrl);
const after = await createScratchDatabase(serverUrl);
const client = new Client({ connectionString: before.connectionString });
try {
  const beforeMs = await timed(() => migrate(before.connectionString, old));
  await client.connect();
  const replaced = [...old.map(({ name }) => name), ...Object.values(names)];
  for (const name of replaced) rmSync(path.join(migrationsFolder, name), { recursive: true, force: true });
  const sources = await listSources();
  const isRight = (object: SqlObject) => ofRights.includes(object.name) || isRepeated(object);
  const isMadeOf = (object: SqlObject) => madeOf.includes(object.name);
  mkdirSync(path.join(migrationsFolder, names.tables));
  writeFileSync(
    path.join(migrationsFolder, names.tables, "migration.sql"),
    await renderBaseline(client, readHistoryTexts(old), sources.filter(isMadeOf)),
  );
  writeMigration(
    migrationsFolder,
    names.objects,
    sources.filter((object) => !isRight(object) && !isMadeOf(object)),
  );
  writeMigration(migrationsFolder, names.rights, sources.filter(isRight));

  const baseline = listMigrations().filter(({ name }) => Object.values(names).includes(name));
  const afterMs = await timed(() => migrate(after.connectionString, baseline));
  const lines = (sql: readonly { sql: string }[]) => sql.reduce((sum, file) => sum + file.sql.split("\n").length, 0);
  console.log(`Old history: ${old.length} migrations, ${lines(old)} lines, ${beforeMs} ms on an empty database.`);
  console.log(`Baseline: ${baseline.length} migrations, ${lines(baseline)} lines, ${afterMs} ms.`);
  const differences = await compareDatabases(before.connectionString, after.connectionString);
  console.log(differences.length === 0 ? "They make the same database." : differences.join("\n"));
} finally {
  await client.end();
  await before.drop();
  await after.drop();
  await server?.stop();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = Date.now();
  await work();
  return Date.now() - startedMs;
}
