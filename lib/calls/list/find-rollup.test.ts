import { expect, test } from "vitest";
import { metricHref, metrics } from "@/lib/metrics/metrics";
import { findRollup } from "./find-rollup";
import { parseCallQuery } from "./parse-call-query";

const counted = "completed,failed";
const found = (params: Record<string, string>) => findRollup(parseCallQuery(params, "2026-11-10").filters);

const days = { table: "user_daily_analytics" };
const segments = { table: "call_segment_analytics" };
test.each([
  [{ status: counted }, { ...days, columns: ["total_calls"] }],
  [{ status: "failed,completed" }, { ...days, columns: ["total_calls"] }],
  [{ status: "completed" }, { ...days, columns: ["successful_calls"] }],
  [{ status: "failed,failed" }, { ...days, columns: ["failed_calls"] }],
  [
    { status: counted, agent: crypto.randomUUID() },
    { table: "agent_analytics", columns: ["total_calls"] },
  ],
  [
    { status: counted, source: "phone" },
    { ...segments, columns: ["total_calls"] },
  ],
  [
    { status: counted, weekday: "1", hour: "9" },
    { table: "user_analytics", columns: ["total_calls"] },
  ],
  [{ status: counted, weekday: "1", source: "phone" }, null],
  [
    { status: counted, lead: "yes" },
    { ...days, columns: ["leads_generated"] },
  ],
  [
    { status: counted, lead: "yes", temperature: "hot" },
    { ...days, columns: ["hot_leads"] },
  ],
  [
    { status: counted, qualified: "yes" },
    { ...days, columns: ["qualified_leads"] },
  ],
  [{ status: counted, qualified: "yes", temperature: "hot" }, null],
  [
    { status: counted, cta: "demo" },
    { ...days, columns: ["cta_demo_clicks"] },
  ],
  [
    { status: counted, cta: "any", direction: "inbound" },
    { ...segments, columns: ["cta_calls"] },
  ],
  [
    { status: counted, cta: "any", qualified: "yes" },
    { ...segments, columns: ["qualified_cta_calls"] },
  ],
  [{ status: counted, cta: "any", qualified: "yes", hour: "9" }, null],
  [{ status: counted, cta: "demo", qualified: "yes" }, null],
  [
    { status: counted, outcome: "disconnected,completed" },
    { ...days, columns: ["answered_calls"] },
  ],
  [
    { status: counted, outcome: "busy" },
    { ...segments, columns: ["busy_outcomes"] },
  ],
  [
    { status: counted, outcome: "busy,failed,busy" },
    { ...segments, columns: ["busy_outcomes", "failed_outcomes"] },
  ],
  [{ status: counted, outcome: "busy", hour: "9" }, null],
  [{ status: counted, outcome: "busy", lead: "yes" }, null],
  [{ status: "completed", outcome: "busy" }, null],
  [{ status: "completed", lead: "yes" }, null],
  [{ status: "completed,cancelled" }, null],
  [{ status: counted, until: "12:00", range: "today" }, null],
  [{ status: counted, q: "price" }, null],
  [{ lead: "yes" }, null],
  [{}, null],
])("calls with %j are counted in %j", (params, expected) => {
  expect(found(params)).toEqual(expected);
});

test("the calls behind every metric are counted already, under each dimension", () => {
  for (const name of Object.keys(metrics) as (keyof typeof metrics)[])
    for (const scope of [{}, { agent: crypto.randomUUID() }, { source: "unknown" }, { direction: "outbound" }]) {
      const address = new URL(metricHref(null, scope, name), "http://localhost");
      expect([name, scope, found(Object.fromEntries(address.searchParams))]).toEqual([name, scope, expect.anything()]);
    }
});
