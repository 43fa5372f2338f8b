import { describe, expect, test } from "vitest";
import { DEMO_AGENTS } from "./demo-agents";
import { planCalls } from "./plan-calls";

const plan = {
  seed: 7,
  from: new Date("2026-06-01T00:00:00Z"),
  to: new Date("2026-09-01T00:00:00Z"),
  timezone: "Europe/Berlin",
  agents: DEMO_AGENTS,
};
const calls = [...planCalls(plan)];

describe("three months of the demo agents", () => {
  test("are some four thousand calls, oldest first and all within the span", () => {
    expect(calls.length).toBeGreaterThan(3_500);
    expect(calls.length).toBeLessThan(4_500);
    const times = calls.map((call) => call.startedAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(plan.from.getTime());
    expect(times.at(-1)).toBeLessThan(plan.to.getTime());
  });

  test("are busier on weekdays than on weekends and by day than by night, in the business's own zone", () => {
    const byWeekday = count((call) => call.startedAt.getUTCDay());
    expect(Math.min(...[1, 2, 3, 4, 5].map((day) => byWeekday.get(day) ?? 0))).toBeGreaterThan(
      2 * (byWeekday.get(6) ?? 0),
    );
    const outboundHours = calls
      .filter((call) => call.direction === "outbound")
      .map((call) => call.startedAt.getUTCHours() + 2);
    expect(Math.min(...outboundHours)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...outboundHours)).toBeLessThanOrEqual(18);
  });

  test("grow slowly", () => {
    const half = (plan.from.getTime() + plan.to.getTime()) / 2;
    const late = calls.filter((call) => call.startedAt.getTime() >= half).length;
    expect(late / (calls.length - late)).toBeGreaterThan(1.02);
    expect(late / (calls.length - late)).toBeLessThan(1.3);
  });

  test("reach people who do not answer, only when they are called", () => {
    const failures = calls.filter((call) => call.kind === "initiation_failure");
    expect(failures.length).toBeGreaterThan(100);
    expect(new Set(failures.map((call) => call.direction))).toEqual(new Set(["outbound"]));
  });

  test("come from people of whom some call again", () => {
    const callers = count((call) => `${call.agent.agentId}/${call.callerIndex}`);
    expect([...callers.values()].filter((times) => times > 1).length).toBeGreaterThan(300);
  });
});

test("the same seed plans the same calls, another seed others", () => {
  expect([...planCalls(plan)]).toEqual(calls);
  expect([...planCalls({ ...plan, seed: 8 })]).not.toEqual(calls);
});

test("holidays are quiet", () => {
  const december = { ...plan, from: new Date("2026-12-01T00:00:00Z"), to: new Date("2027-01-01T00:00:00Z") };
  const days = new Map<string, number>();
  for (const { startedAt } of planCalls(december)) {
    const day = startedAt.toISOString().slice(0, 10);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  expect(days.get("2026-12-24") ?? 0).toBeLessThan((days.get("2026-12-17") ?? 0) / 2);
});

function count<Key>(keyOf: (call: (typeof calls)[number]) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const call of calls) counts.set(keyOf(call), (counts.get(keyOf(call)) ?? 0) + 1);
  return counts;
}
