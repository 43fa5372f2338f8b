import { startEmbeddedPostgres } from "@/lib/db/embedded-postgres/start-embedded-postgres";
import { type Env, provideEnv } from "@/lib/platform/env";
import type { LocalSecrets } from "@/lib/platform/local-secrets";
import { migrate } from "@/prisma/migrate";
import type { Stack } from "./create-stack";

/** Connects to the server of `DATABASE_URL` or starts the embedded one, and brings it to the newest migration. */
export async function startDatabase(
  env: Env,
  secrets: LocalSecrets,
  stack: Stack,
  say: (sentence: string) => void,
): Promise<string> {
  const connectionString = env.databaseUrl ?? (await startEmbedded(env, secrets, stack, say));
  const applied = await migrate(connectionString);
  if (applied.length > 0) say(`Applied ${applied.length} ${applied.length === 1 ? "migration" : "migrations"}.`);
  provideEnv({ DATABASE_URL: connectionString });
  return connectionString;
}

async function startEmbedded(
  env: Env,
  secrets: LocalSecrets,
  stack: Stack,
  say: (sentence: string) => void,
): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir: env.dataDir, password: secrets.databasePassword, say });
  stack.add({ name: "database server", stop: server.stop, stopMsMax: 8_000, exited: server.exited });
  return server.connectionString;
}
