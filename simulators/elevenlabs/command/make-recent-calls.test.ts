import { expect, test } from "vitest";
import { DEMO_AGENTS } from "../demo-agents";
import { makeRecentCalls } from "./make-recent-calls";

const now = new Date("2026-10-05T10:00:00Z");
const recent = { seed: 3, count: 200, agentIds: [], failures: 0.2, startedWithinMinutes: 60, now };

test("recent calls have been analysed by now, oldest first", () => {
  const timestamps = makeRecentCalls(recent).map((call) => call.event_timestamp);
  expect(timestamps).toEqual([...timestamps].sort((a, b) => a - b));
  expect(timestamps.at(-1)).toBeLessThanOrEqual(now.getTime() / 1000);
});

test("recent calls began within the asked time", () => {
  for (const call of makeRecentCalls(recent)) {
    const start =
      call.type === "post_call_transcription" ? call.data.metadata.start_time_unix_secs : call.event_timestamp;
    expect(start).toBeGreaterThanOrEqual(now.getTime() / 1000 - 3600);
  }
});

test("as many calls as asked for fail, and the demo agents take them unless others are named", () => {
  const calls = makeRecentCalls(recent);
  const failures = calls.filter((call) => call.type === "call_initiation_failure").length;
  expect(failures).toBeGreaterThan(20);
  expect(failures).toBeLessThan(60);
  expect(new Set(calls.map((call) => call.data.agent_id)).size).toBe(DEMO_AGENTS.length);
  const named = makeRecentCalls({ ...recent, agentIds: ["agent_mine"] });
  expect(new Set(named.map((call) => call.data.agent_id))).toEqual(new Set(["agent_mine"]));
});

test("the same seed at the same time makes the same calls", () => {
  expect(makeRecentCalls(recent)).toEqual(makeRecentCalls(recent));
});
