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
  for (const { connectionString } of [forgetful, strict]) {
    expect(await run(program, { DATABASE_URL: connectionString })).toEqual({ exitCode: 1, output: whatToSet });
  }
});

test.each(programs)("%s refuses a second address that is a pooler too, or another database", async (program) => {
  const pooled = { DATABASE_URL: forgetful.connectionString };
  expect(await run(program, { ...pooled, DATABASE_DIRECT_URL: strict.connectionString })).toEqual({
    exitCode: 1,
    output:
      "DATABASE_DIRECT_URL leads through a connection pooler as well: set it to the address of the PostgreSQL server itself.\n",
  });
  expect(await run(program, { ...pooled, DATABASE_DIRECT_URL: other.connectionString })).toEqual({
    exitCode: 1,
    output: "DATABASE_DIRECT_URL leads to another database than DATABASE_URL.\n",
  });
});

test("a second address alone is refused", async () => {
  expect(await run("bin/worker.ts", { DATABASE_URL: "", DATABASE_DIRECT_URL: other.connectionString })).toEqual({
    exitCode: 1,
    output:
      "The environment variable DATABASE_URL must be set when DATABASE_DIRECT_URL is: without a pooler it is the only one.\n",
  });
});
