import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { rollupDifferences } from "@/test/recompute";
import type { Transaction } from "../transaction";

let harness: IngestHarness;
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterAll(() => harness.dispose());

test("when a tenant changes its zone, its calls, leads and rollups move to the days of the new one", async () => {
  const tenant = await harness.createTenant({ timezone: "UTC" });
  const other = await harness.createTenant({ timezone: "UTC" });
  for (const startedAt of ["2026-10-03T22:30:00Z", "2026-10-03T12:00:00Z", "2026-10-04T01:00:00Z"]) {
    for (const each of [tenant, other]) {
      await insertCall(harness.owner, each, { startedAt, outcome: "completed", lead: { score: 80, ctas: ["demo"] } });
    }
  }
  const change = (tx: Pick<Transaction, "query">) =>
    tx.query("SELECT change_time_zone($1, 'Asia/Tokyo')", [tenant.userId]);
  await expect(harness.db.tenant(tenant.userId, change)).rejects.toMatchObject({ code: "42501" });
  await harness.db.job(change);
  const daysOf = async (userId: string) =>
    harness.rows(
      `SELECT date, total_calls AS calls, leads_generated AS leads, answered_calls AS answered FROM user_analytics
       WHERE user_id = $1 AND hour IS NULL AND total_calls > 0 ORDER BY date`,
      [userId],
    );
  expect(await daysOf(tenant.userId)).toEqual([
    { date: "2026-10-03", calls: 1, leads: 1, answered: 1 },
    { date: "2026-10-04", calls: 2, leads: 2, answered: 2 },
  ]);
  expect(await daysOf(other.userId)).toEqual([
    { date: "2026-10-03", calls: 2, leads: 2, answered: 2 },
    { date: "2026-10-04", calls: 1, leads: 1, answered: 1 },
  ]);
  expect(await rollupDifferences(harness.owner)).toEqual([]);
});
