import { expect, test } from "vitest";
import { makeRecentCalls } from "../command/make-recent-calls";
import { createRandom } from "../create-random";
import type { DeliverySwitches } from "./delivery-types";
import { prepareDeliveries } from "./prepare-deliveries";

const calls = makeRecentCalls({
  seed: 9,
  count: 200,
  agentIds: [],
  failures: 0.1,
  startedWithinMinutes: 60,
  now: new Date("2026-10-05T10:00:00Z"),
});
const prepare = (switches?: DeliverySwitches) => prepareDeliveries(createRandom(4), calls, switches);

test("without switches every call is reported once, in order", () => {
  expect(prepare().map((delivery) => delivery.conversationId)).toEqual(calls.map((call) => call.data.conversation_id));
});

test("shuffling changes the order and nothing else", () => {
  const shuffled = prepare({ shuffle: true, audio: true }).map(nameOf);
  const ordered = prepare({ audio: true }).map(nameOf);
  expect(shuffled).not.toEqual(ordered);
  expect([...shuffled].sort()).toEqual([...ordered].sort());
  const isEarly = calls.some(({ data: { conversation_id: id } }) => {
    const transcript = shuffled.indexOf(`post_call_transcription ${id}`);
    const audio = shuffled.indexOf(`post_call_audio ${id}`);
    return audio !== -1 && audio < transcript;
  });
  expect(isEarly).toBe(true);
});

test("shares decide how many come twice and how many of unknown type are added", () => {
  const repeated = prepare({ duplicates: 0.3 });
  expect(repeated.length).toBeGreaterThan(calls.length * 1.2);
  expect(repeated.length).toBeLessThan(calls.length * 1.4);
  const unknown = prepare({ unknown: 0.5 }).filter((delivery) => delivery.call === null);
  expect(unknown.length).toBeGreaterThan(calls.length * 0.4);
  expect(unknown.length).toBeLessThan(calls.length * 0.6);
});

test("delays stay below their limit", () => {
  const delays = prepare({ delaySecondsMax: 2 }).map((delivery) => delivery.delaySeconds);
  expect(Math.max(...delays)).toBeLessThan(2);
  expect(Math.max(...delays)).toBeGreaterThan(1);
});

function nameOf(delivery: ReturnType<typeof prepare>[number]): string {
  return `${delivery.type} ${delivery.conversationId}`;
}
