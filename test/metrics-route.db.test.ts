import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/metrics/route";
import { provideEnv } from "@/lib/platform/env";
import { createTestDatabase, type TestDatabase } from "./database";
import { provideTestSecrets } from "./test-secrets";

const token = "metrics-token-of-this-test";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  provideTestSecrets();
  provideEnv({ DATABASE_URL: database.connectionString, METRICS_TOKEN: "" });
});
afterAll(() => database.dispose());

const ask = (authorization: string) => GET(new Request("http://localhost/api/metrics", { headers: { authorization } }));

test("without METRICS_TOKEN there are no metrics, whatever somebody brings", async () => {
  for (const authorization of ["", "Bearer ", "Bearer undefined"]) expect((await ask(authorization)).status).toBe(404);
});

test("before a worker has ever run, there is no queue, and the rest is told", async () => {
  provideEnv({ METRICS_TOKEN: token });
  const response = await ask(`Bearer ${token}`);
  const text = await response.text();
  expect(text).toContain("callwright_database_up 1");
  expect(text).toContain("callwright_job_processes 0");
  expect(text).not.toContain("callwright_seconds_since_jobs_worked");
});
