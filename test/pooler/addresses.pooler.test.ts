import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createScratchDatabase, type ScratchDatabase } from "@/prisma/tools/scratch-database";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { freePort } from "@/test/free-port";
import { startProgram } from "@/test/start-program";
import { type Pgbouncer, startPgbouncer } from "./start-pgbouncer";

let database: TestDatabase;
let other: ScratchDatabase;
let forgetful: Pgbouncer;
let strict: Pgbouncer;
beforeAll(async () => {
  database = await createTestDatabase();
  other = await createScratchDatabase(inject("serverUrl"));
  const behind = { mode: "transaction", poolSize: 5 } as const;
  forgetful = await startPgbouncer(database.connectionString, { ...behind, ignoresOptions: true });
  strict = await startPgbouncer(database.connectionString, { ...behind, ignoresOptions: false });
});
afterAll(async () => {
  await forgetful.stop();
  await strict.stop();
  await other.drop();
  await database.dispose();
});

async function run(program: string, env: Record<string, string>) {
  const started = startProgram(program, [], {
    env: { NEXTAUTH_SECRET: "a secret of this test", PORT: String(await freePort()), DEMO: "0", ...env },
  });
  return { exitCode: await started.ends(), output: started.output() };
}

const whatToSet =
  "DATABASE_URL leads through a connection pooler: set DATABASE_DIRECT_URL, besides it, to the address of the PostgreSQL server itself, which migrations, background jobs and live updates need.\n";
const programs = ["bin/start.ts", "bin/worker.ts", "bin/web.ts", "prisma/migrate.ts"];

test.each(programs)("%s refuses a pooler alone with one sentence that says what to set", async (program) => {
  expect(await run(program, { DATABASE_URL: forgetful.connectionString })).toEqual({ exitCode: 1, output: whatToSet });
});

// All of them ask the same function: what it tells apart, each start of one of them shows.
const refusals: [what: string, env: () => Record<string, string>, output: string][] = [
  ["a pooler that refuses what clients ask for", () => ({ DATABASE_URL: strict.connectionString }), whatToSet],
  [
    "a second address that is a pooler, too,",
    () => ({ DATABASE_URL: forgetful.connectionString, DATABASE_DIRECT_URL: strict.connectionString }),
    "DATABASE_DIRECT_URL leads through a connection pooler as well: set it to the address of the PostgreSQL server itself.\n",
  ],
  [
    "a second address of another database",
    () => ({ DATABASE_URL: forgetful.connectionString, DATABASE_DIRECT_URL: other.connectionString }),
    "DATABASE_DIRECT_URL leads to another database than DATABASE_URL.\n",
  ],
  [
    "a second address alone",
    () => ({ DATABASE_URL: "", DATABASE_DIRECT_URL: other.connectionString }),
    "The environment variable DATABASE_URL must be set when DATABASE_DIRECT_URL is: without a pooler it is the only one.\n",
  ],
];
test.each(refusals)("%s is refused", async (_, env, output) => {
  expect(await run("bin/worker.ts", env())).toEqual({ exitCode: 1, output });
});
