import { startEmbeddedPostgres } from "@/lib/db/embedded-postgres/start-embedded-postgres";
import { requireDirectAddress } from "@/lib/db/require-direct-address";
import { loadEnv } from "@/lib/platform/env";
import { localSecrets } from "@/lib/platform/local-secrets";

/**
 * Hands over the database that `npm start` would use, by the address that leads to the server itself, and runs the embedded server
 * for as long as `work` takes.
 * @throws AppError BAD_REQUEST where the only address leads through a pooler.
 */
export async function withDatabase<Result>(work: (connectionString: string) => Promise<Result>): Promise<Result> {
  const env = loadEnv();
  const { databaseUrl, databaseDirectUrl } = env;
  if (databaseUrl) return work(await requireDirectAddress({ databaseUrl, databaseDirectUrl }));
  const { databasePassword } = await localSecrets(env.dataDir);
  const server = await startEmbeddedPostgres({ dataDir: env.dataDir, password: databasePassword, say: console.log });
  try {
    return await work(server.connectionString);
  } finally {
    await server.stop();
  }
}
