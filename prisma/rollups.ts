import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startThrowawayPostgres } from "@/lib/db/embedded-postgres/start-throwaway-postgres";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { commitCounters } from "./tools/rollups/commit-counters";
import { renderedFiles, schemaFile } from "./tools/rollups/rendered-files";
import { runAsCommand } from "./tools/run-as-command";

const root = path.join(import.meta.dirname, "..");

runAsCommand(import.meta.filename, async () => {
  const [command, verbPhrase = ""] = process.argv.slice(2);
  if (command !== "write" && command !== "commit")
    throw new AppError(
      "BAD_REQUEST",
      'Usage: npm run db:rollups -- write, or: npm run db:rollups -- commit "verb phrase"',
    );
  write();
  if (command === "commit") await commit(verbPhrase);
});

function write(): void {
  for (const [name, text] of Object.entries(renderedFiles())) {
    const file = path.join(root, name);
    if (read(file) === text) continue;
    writeFileSync(file, text);
    console.log(`Wrote ${name}`);
    if (name === schemaFile) generateTypes();
  }
}

/** The types of tables follow from schema.prisma. */
function generateTypes(): void {
  const { status } = spawnSync(process.execPath, ["scripts/prisma-generate.mjs"], { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new AppError("INTERNAL", "The types of the tables could not be generated.");
}

async function commit(verbPhrase: string): Promise<void> {
  const { databaseUrl } = loadEnv();
  const server = databaseUrl ? undefined : await startThrowawayPostgres();
  try {
    const name = await commitCounters({ serverUrl: databaseUrl ?? server?.connectionString ?? "", verbPhrase });
    console.log(
      name
        ? `Wrote prisma/migrations/${name}/migration.sql`
        : "Nothing to commit: the registry, the files and the migrations agree.",
    );
  } finally {
    await server?.stop();
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
