import { Client, DatabaseError } from "pg";
import { AppError } from "@/lib/platform/errors";
import { migrate } from "../migrate";
import { type Catalog, readCatalog, readUntouched } from "./catalog";
import { listMigrations, migrationsFolder } from "./list-migrations";
import { listSources, type Sources } from "./list-sources";
import { objectChanges } from "./object-history";
import { createScratchDatabase } from "./scratch-database";
import { placeOf, type SqlObject } from "./sql-object";

type Options = Sources & { serverUrl: string; migrations?: string };

/**
 * Compares what the migrations build with what schema.prisma and the object files say, on a database of its own.
 * @returns one sentence for every difference; none means that the files are the whole truth.
 */
export async function checkObjects({
  serverUrl,
  migrations = migrationsFolder,
  ...sources
}: Options): Promise<string[]> {
  const files = await listSources(sources);
  const history = listMigrations(migrations);
  const { changed, vanished } = objectChanges(files, history);
  const uncommitted = [
    ...changed.map(
      ({ name }) => `${placeOf(name)} differs from its last migration: commit it with npm run db:objects.`,
    ),
    ...vanished.map((name) => `${placeOf(name)} is gone, and no migration says that it was removed.`),
  ];

  // Everything that the database would show beyond this follows from it.
  if (uncommitted.length > 0) return uncommitted;

  const database = await createScratchDatabase(serverUrl);
  try {
    await migrate(database.connectionString, history);
    return await compare(database.connectionString, files);
  } finally {
    await database.drop();
  }
}

async function compare(connectionString: string, files: readonly SqlObject[]): Promise<string[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const migrated = await readCatalog(client);
    await client.query("BEGIN");
    for (const file of files) await applyObject(client, file);
    const untouched = await readUntouched(client);
    return [
      ...differences(migrated, await readCatalog(client)),
      ...untouched.map((name) => `The ${name} is in the database and in no file of prisma/objects.`),
    ];
  } finally {
    await client.end();
  }
}

async function applyObject(client: Client, { name, sql }: SqlObject): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new AppError("CONFLICT", `${placeOf(name)} cannot be applied a second time: ${error.message}.`, {
      cause: error,
    });
  }
}

function differences(migrated: Catalog, fromFiles: Catalog): string[] {
  const names = [...new Set([...migrated.keys(), ...fromFiles.keys()])];
  return names
    .filter((name) => migrated.get(name) !== fromFiles.get(name))
    .map((name) => {
      if (!migrated.has(name)) return `The ${name} is in prisma/objects and in no migration.`;
      if (!fromFiles.has(name)) return `The ${name} of the migrations is dropped by prisma/objects.`;
      return `The ${name} differs between the migrations and prisma/objects.`;
    });
}
