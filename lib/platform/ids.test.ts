import { expect, test, vi } from "vitest";
import { newId } from "./ids";

test("ids sort in the order in which they were made, also within a millisecond and when the clock goes back", () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 2) });
  const ids = Array.from({ length: 1_000 }, newId);
  vi.setSystemTime(Date.UTC(2026, 0, 1));
  ids.push(newId());
  vi.useRealTimers();
  ids.push(newId());
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("an id is a UUID of version 7 that says when it was made", () => {
  const before = Date.now();
  const id = newId();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const madeAt = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
  expect(madeAt).toBeGreaterThanOrEqual(before);
  expect(madeAt).toBeLessThanOrEqual(Date.now() + 1);
});
