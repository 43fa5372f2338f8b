import { startEmbeddedPostgres } from "@/lib/db/embedded-postgres/start-embedded-postgres";
import { loadEnv } from "@/lib/platform/env";
import { localSecrets } from "@/lib/platform/local-secrets";

/** Hands over the database that `npm start` would use, and runs the embedded server for as long as `work` takes. */
export async function withDatabase<Result>(work: (connectionString: string) => Promise<Result>): Promise<Result> {
  const env = loadEnv();
  if (env.databaseUrl) return work(env.databaseUrl);
  const { databasePassword } = await localSecrets(env.dataDir);
  const server = await startEmbeddedPostgres({ dataDir: env.dataDir, password: databasePassword, say: console.log });
  try {
    return await work(server.connectionString);
  } finally {
    await server.stop();
  }
}
