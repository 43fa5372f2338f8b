import { Client } from "pg";
import { test as base } from "vitest";
import { createTestDatabase } from "./database";

type Fixtures = {
  /** The file's own migrated database, for tests which must commit. */
  connectionString: string;
  /** A connection inside a transaction that is rolled back when the test ends. */
  db: Client;
};

/** A `test` whose `db` leaves no trace, so that the tests of a file share one database. */
export const test = base.extend<Fixtures>({
  connectionString: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const database = await createTestDatabase();
      await use(database.connectionString);
      await database.dispose();
    },
    { scope: "file" },
  ],
  db: async ({ connectionString }, use) => {
    const client = new Client({ connectionString });
    await client.connect();
    await client.query("BEGIN");
    await use(client);
    await client.query("ROLLBACK");
    await client.end();
  },
});
