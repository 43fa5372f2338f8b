import { inject } from "vitest";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";

export type TestDatabase = { connectionString: string; dispose(): Promise<void> };

/** A migrated database that nobody else sees: one for a test file, in `beforeAll`, disposed of in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { connectionString, drop } = await createScratchDatabase(inject("serverUrl"), inject("templateName"));
  return { connectionString, dispose: drop };
}
