import { startEmbeddedPostgres } from "@/lib/db/embedded-postgres/start-embedded-postgres";
import { requireDirectAddress } from "@/lib/db/require-direct-address";
import { type Env, provideEnv } from "@/lib/platform/env";
import type { LocalSecrets } from "@/lib/platform/local-secrets";
import { migrate } from "@/prisma/migrate";
import type { Running, Stack } from "./create-stack";

/**
 * Connects to the server of `DATABASE_URL` or starts the embedded one, and brings it to the newest migration.
 * @returns the address that leads to the server itself.
 */
export async function startDatabase(
  env: Env,
  secrets: LocalSecrets,
  stack: Stack,
  say: (sentence: string) => void,
): Promise<string> {
  const { databaseUrl, databaseDirectUrl } = env;
  const connectionString = databaseUrl
    ? await requireDirectAddress({ databaseUrl, databaseDirectUrl })
    : await startEmbedded(env, secrets, stack, say);
  const applied = await migrate(connectionString);
  if (applied.length > 0) say(`Applied ${applied.length} ${applied.length === 1 ? "migration" : "migrations"}.`);
  provideEnv({ DATABASE_URL: databaseUrl ?? connectionString });
  return connectionString;
}

async function startEmbedded(
  env: Env,
  secrets: LocalSecrets,
  stack: Stack,
  say: (sentence: string) => void,
): Promise<string> {
  const embedded = await startEmbeddedPostgres({ dataDir: env.dataDir, password: secrets.databasePassword, say });
  let first: Running | undefined = embedded;
  await stack.add({
    name: "database server",
    stopMsMax: 8_000,
    async start() {
      const running = first ?? (await embedded.restart());
      first = undefined;
      return running;
    },
  });
  return embedded.connectionString;
}
