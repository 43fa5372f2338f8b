import type { TestProject } from "vitest/node";
import { startThrowawayPostgres } from "@/lib/db/embedded-postgres/start-throwaway-postgres";
import { migrate } from "@/prisma/migrate";
import { createScratchDatabase, dropAbandonedDatabases } from "@/prisma/tools/scratch-database";

declare module "vitest" {
  interface ProvidedContext {
    /** Any database of the server on which each test file gets a clone of the template. */
    serverUrl: string;
    templateName: string;
  }
}

/** One server and one migrated template for the run: the server of `DATABASE_URL`, or one that is thrown away. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  const server = given ? undefined : await startThrowawayPostgres();
  const serverUrl = given ?? server?.connectionString ?? "";
  await dropAbandonedDatabases(serverUrl);

  const template = await createScratchDatabase(serverUrl);
  await migrate(template.connectionString);
  provide("serverUrl", serverUrl);
  provide("templateName", new URL(template.connectionString).pathname.slice(1));
  return async () => {
    await template.drop();
    await server?.stop();
  };
}
