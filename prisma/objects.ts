import { startThrowawayPostgres } from "@/lib/db/embedded-postgres/start-throwaway-postgres";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { checkObjects } from "./tools/check-objects";
import { commitObjects } from "./tools/commit-objects";
import { runAsCommand } from "./tools/run-as-command";

runAsCommand(import.meta.filename, async () => {
  const [command, verbPhrase = ""] = process.argv.slice(2);
  if (command === "commit") return commit(verbPhrase);
  if (command === "check") return check();
  throw new AppError(
    "BAD_REQUEST",
    'Usage: npm run db:objects -- commit "verb phrase", or: npm run db:objects -- check',
  );
});

async function commit(verbPhrase: string): Promise<void> {
  const name = await commitObjects({ verbPhrase });
  console.log(name ? `Wrote prisma/migrations/${name}/migration.sql` : "Every object is in a migration already.");
}

async function check(): Promise<void> {
  const { databaseUrl } = loadEnv();
  const server = databaseUrl ? undefined : await startThrowawayPostgres();
  try {
    const findings = await checkObjects({ serverUrl: databaseUrl ?? server?.connectionString ?? "" });
    for (const finding of findings) console.error(finding);
    if (findings.length > 0) process.exitCode = 1;
    else console.log("The migrations and prisma/objects agree.");
  } finally {
    await server?.stop();
  }
}
