import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { connectLive, type LiveState, retryDelayMs } from "./connect-live";

afterEach(() => vi.unstubAllGlobals());

test("the wait before another try doubles up to half a minute, and two tabs rarely wait equally long", () => {
  expect([0, 1, 2, 3, 4, 5, 60].map((failures) => retryDelayMs(failures, () => 1))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ]);
  expect(retryDelayMs(3, () => 0)).toBe(4000);
});

test("no wait is shorter than half a second or longer than half a minute", () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const waitMs = retryDelayMs(failures, () => random);
      expect(waitMs).toBeGreaterThanOrEqual(500);
      expect(waitMs).toBeLessThanOrEqual(30_000);
    }),
  );
});

test("a tab that gave way to newer ones listens again when somebody comes back to it, and not before", () => {
  const sources: EventTarget[] = [];
  class Source extends EventTarget {
    constructor() {
      super();
      sources.push(this);
    }
    close() {}
  }
  const page = Object.assign(new EventTarget(), { visibilityState: "hidden" });
  const browser = new EventTarget();
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", browser);
  const states: LiveState[] = [];
  const nothing = () => {};
  const stop = connectLive({
    url: "/api/live",
    onState: (state) => states.push(state),
    onChange: nothing,
    onSignedOut: nothing,
  });
  sources[0]?.dispatchEvent(new Event("replaced"));
  expect(states).toEqual(["paused"]);
  page.dispatchEvent(new Event("visibilitychange"));
  expect(sources).toHaveLength(1);
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  browser.dispatchEvent(new Event("focus"));
  expect(sources).toHaveLength(2);
  sources[1]?.dispatchEvent(new Event("ready"));
  expect(states).toEqual(["paused", "live"]);
  stop();
});
