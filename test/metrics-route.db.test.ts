import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/metrics/route";
import { startJobs } from "@/lib/jobs/start-jobs";
import { provideEnv } from "@/lib/platform/env";
import { getLogger } from "@/lib/platform/logger";
import { takeTotals } from "@/lib/platform/totals";
import { conversationEvent } from "./conversation";
import { createIngestHarness, type IngestHarness } from "./ingest-harness";
import { jobsEnv } from "./jobs-env";

const token = "metrics-token-of-this-test";

let harness: IngestHarness;
beforeAll(async () => {
  harness = await createIngestHarness();
  provideEnv({ DATABASE_URL: harness.connectionString, METRICS_TOKEN: "" });
  // The process that runs this test may have run others, which counted.
  takeTotals();
});
afterAll(() => harness.dispose());

const ask = (authorization: string) => GET(new Request("http://localhost/api/metrics", { headers: { authorization } }));
const scrape = async () => (await (await ask(`Bearer ${token}`)).text()).split("\n");

test("without METRICS_TOKEN there are no metrics, whatever token is sent", async () => {
  for (const authorization of ["", "Bearer ", "Bearer undefined"]) expect((await ask(authorization)).status).toBe(404);
});

test("another token is refused, and the right one gets metrics even before a worker has ever run", async () => {
  provideEnv({ METRICS_TOKEN: token });
  for (const wrong of ["", "Bearer ", `Basic ${token}`, `Bearer ${token}x`]) {
    const refused = await ask(wrong);
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toBe("Bearer");
    expect(await refused.text()).not.toContain("callwright_");
  }
  const lines = await scrape();
  expect(lines).toContain("callwright_database_up 1");
  expect(lines).toContain("callwright_job_processes 0");
  expect(lines.join("\n")).not.toContain("callwright_seconds_since_jobs_worked");
});

test("counts of job processes are added up in the database, and reported by any web process", async () => {
  const tenant = await harness.createTenant();
  await harness.receive(conversationEvent({ agentId: tenant.providerAgentId }));
  await harness.receive(conversationEvent({ agentId: "agent_nobody" }));
  expect(await scrape()).toContain('callwright_events{state="pending"} 2');
  const jobs = await startJobs({ connectionString: harness.connectionString, env: jobsEnv, logger: getLogger() });
  const wanted = [
    'callwright_events_finished_total{status="processed"} 1',
    'callwright_events_finished_total{status="quarantined"} 1',
    'callwright_events{state="pending"} 0',
    'callwright_events{state="quarantined"} 1',
    'callwright_job_runs_total{task="clean-rate-limits"} 1',
    "callwright_job_processes 1",
  ];
  let lines: string[] = [];
  for (const end = Date.now() + 45_000; Date.now() < end; await sleep(250)) {
    lines = await scrape();
    if (wanted.every((line) => lines.includes(line))) break;
  }
  await jobs.stop();
  expect(lines).toEqual(expect.arrayContaining(wanted));
  expect(lines.some((line) => line.startsWith('callwright_trigger_seconds_total{function="'))).toBe(true);
  // Nobody's name or number is a label.
  expect(lines.filter((line) => line.includes(tenant.userId) || line.includes(tenant.providerAgentId))).toEqual([]);
});

test("an event that is not taken shows by its age, and a job by its place in the queue", async () => {
  await harness.rows(
    `INSERT INTO webhook_events (provider, body, body_bytes, body_sha256, signed_at, received_at)
     VALUES ('stripe', '{}', 2, sha256('{}'), now(), now() - interval '90 seconds')`,
  );
  await harness.rows("SELECT graphile_worker.add_job('clean-sessions', run_at => now() + interval '1 hour')");
  const lines = await scrape();
  expect(lines).toContain('callwright_jobs{task="clean-sessions",state="scheduled"} 1');
  const age = lines.find((line) => line.startsWith("callwright_oldest_pending_event_seconds "));
  expect(Number(age?.split(" ")[1])).toBeGreaterThanOrEqual(90);
});
