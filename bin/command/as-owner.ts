import pg from "pg";
import { openClient } from "@/lib/db/open-client";
import { readEnvFile } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { withDatabase } from "@/prisma/tools/with-database";

const undefinedTable = "42P01";
const undefinedFunction = "42883";

/**
 * Runs `work` over the owner's connection to the database that `npm start` would use.
 * @throws AppError CONFLICT while a running Callwright holds the embedded database, or when migrations are missing.
 */
export async function asOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  readEnvFile();
  return withDatabase(async (connectionString) => {
    const owner = await openClient({ connectionString, connectionTimeoutMillis: 10_000 });
    try {
      return await work(owner);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || ![undefinedTable, undefinedFunction].includes(error.code ?? ""))
        throw error;
      throw new AppError("CONFLICT", "The database is not up to date. Run npm run db:migrate first.", { cause: error });
    } finally {
      await owner.end();
    }
  });
}
