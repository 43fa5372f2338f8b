import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { createDatabase, type Database } from "./database";

// Kept on the global object: a bundler may load this module once for pages and once for route handlers.
const holder: typeof globalThis & { callwrightDatabase?: Database } = globalThis;

/**
 * The database of this web process, opened at its first use.
 * @throws AppError UNAVAILABLE when DATABASE_URL is not set.
 */
export function getDatabase(): Database {
  if (!holder.callwrightDatabase) {
    const env = loadEnv();
    if (!env.databaseUrl) throw new AppError("UNAVAILABLE", "DATABASE_URL is not set.");
    holder.callwrightDatabase = createDatabase({
      connectionString: env.databaseUrl,
      directConnectionString: env.databaseDirectUrl,
      connectionsMax: env.databasePoolMax,
      applicationName: "callwright web",
    });
  }
  return holder.callwrightDatabase;
}
