import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { type App, createApp } from "./start-app";

export type Site = { app: App; database: TestDatabase; owner: pg.Client };

/** The longest that a start takes with a build before it. */
const startMsMax = 600_000;

/**
 * The whole application over a database of its own for the tests of a file, from before the first to after the last.
 * @param ready is given it once it runs.
 */
export function provideApp(ready: (site: Site) => void | Promise<void>, env: Record<string, string> = {}): void {
  let site: Site | undefined;
  beforeAll(async () => {
    const database = await createTestDatabase();
    const owner = new pg.Client({ connectionString: database.connectionString });
    await owner.connect();
    const app = await createApp(database.connectionString, env);
    site = { app, database, owner };
    await app.start();
    await ready(site);
  }, startMsMax);
  afterAll(async () => {
    await site?.app.dispose();
    await site?.owner.end();
    await site?.database.dispose();
  });
}
