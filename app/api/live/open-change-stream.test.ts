import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Change } from "@/lib/live/change-feed";
import { openChangeStream } from "./open-change-stream";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function open({ aborted = false } = {}) {
  const abort = new AbortController();
  if (aborted) abort.abort();
  const listeners = new Set<(change: Change) => void>();
  const counted = new Set<() => void>();
  const session = { isSignedIn: true, asked: 0 };
  const stream = openChangeStream({
    signal: abort.signal,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    count(giveWay) {
      counted.add(giveWay);
      return () => counted.delete(giveWay);
    },
    async isSignedIn() {
      session.asked += 1;
      return session.isSignedIn;
    },
  });
  const source = stream.getReader();
  const reader = {
    async read() {
      const { done, value } = await source.read();
      return { done, value: new TextDecoder().decode(value) };
    },
  };
  const change = (given: Change = { table: "calls" }) => {
    for (const listener of listeners) listener(given);
  };
  return { abort, listeners, counted, session, reader, change };
}

test("many changes at once are sent as one event, and a later one as another", async () => {
  const { reader, change } = open();
  expect((await reader.read()).value).toContain("event: ready");
  for (let round = 0; round < 2; round += 1) {
    for (let count = 0; count < 50; count += 1) change();
    await vi.advanceTimersByTimeAsync(200);
    expect((await reader.read()).value).toBe('event: changed\ndata: {"tables":["calls"]}\n\n');
  }
});

test("each changed table is named once, and none when changes may have been missed", async () => {
  const { reader, change } = open();
  await reader.read();
  for (const table of ["calls", "follow_ups", "calls"]) change({ table });
  await vi.advanceTimersByTimeAsync(200);
  expect((await reader.read()).value).toContain('data: {"tables":["calls","follow_ups"]}');
  change({ table: "calls" });
  change({ lost: true });
  change({ table: "agents" });
  await vi.advanceTimersByTimeAsync(200);
  expect((await reader.read()).value).toContain('data: {"tables":null}');
  change({ table: "agents" });
  await vi.advanceTimersByTimeAsync(200);
  expect((await reader.read()).value).toContain('data: {"tables":["agents"]}');
});

test("an ended session is reported within fifteen seconds and ends the stream", async () => {
  const { reader, session, listeners } = open();
  await reader.read();
  session.isSignedIn = false;
  await vi.advanceTimersByTimeAsync(15_000);
  expect((await reader.read()).value).toContain("event: signed-out");
  expect((await reader.read()).done).toBe(true);
  expect(listeners.size).toBe(0);
});

test("a closed tab holds no resources, also when it closed before the stream began", async () => {
  const late = open();
  late.abort.abort();
  const early = open({ aborted: true });
  await vi.advanceTimersByTimeAsync(60_000);
  for (const { listeners, session } of [late, early]) expect([listeners.size, session.asked]).toEqual([0, 0]);
  expect(vi.getTimerCount()).toBe(0);
});

test("a replaced stream sends an event, ends, and releases its resources", async () => {
  const { reader, listeners, counted } = open();
  await reader.read();
  for (const giveWay of [...counted]) giveWay();
  expect((await reader.read()).value).toBe("event: replaced\ndata: {}\n\n");
  expect((await reader.read()).done).toBe(true);
  expect([listeners.size, counted.size]).toEqual([0, 0]);
});

test("little is buffered for a client that does not read, and once it reads it gets everything that changed", async () => {
  const { reader, change, abort } = open();
  for (let count = 0; count < 200; count += 1) {
    change({ table: `table_${count}` });
    await vi.advanceTimersByTimeAsync(1_000);
  }
  const told: string[] = [];
  const read = async () => void told.push((await reader.read()).value);
  await read();
  while (!told.at(-1)?.includes('"table_199"')) await read();
  expect(told.length).toBeLessThan(20);
  for (let count = 0; count < 200; count += 1) expect(told.join("")).toContain(`"table_${count}"`);
  change();
  await vi.advanceTimersByTimeAsync(200);
  await read();
  expect(told.at(-1)).toBe('event: changed\ndata: {"tables":["calls"]}\n\n');
  abort.abort();
});
