import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepSweeping } from "./keep-sweeping";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const logger = { warn: vi.fn() };

test("each is done at its own times and when it is asked for, until it is stopped", async () => {
  const [often, seldom] = [vi.fn(async () => {}), vi.fn(async () => {})];
  const sweeping = keepSweeping(
    [
      { everyMs: 1_000, work: often, complaint: "Often." },
      { everyMs: 60_000, work: seldom, complaint: "Seldom." },
    ],
    logger,
  );
  sweeping.sweepNow();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(often).toHaveBeenCalledTimes(61);
  expect(seldom).toHaveBeenCalledTimes(2);
  sweeping.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(often).toHaveBeenCalledTimes(61);
});

test("a long run is not started a second time meanwhile", async () => {
  let end = () => {};
  const work = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  const sweeping = keepSweeping([{ everyMs: 1_000, work, complaint: "Slow." }], logger);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(work).toHaveBeenCalledTimes(1);
  end();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(work).toHaveBeenCalledTimes(2);
  sweeping.stop();
});

test("a failure is logged, and retried", async () => {
  const failure = new Error("away");
  const work = vi.fn(async () => Promise.reject(failure));
  const sweeping = keepSweeping([{ everyMs: 1_000, work, complaint: "It failed." }], logger);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(work).toHaveBeenCalledTimes(2);
  expect(logger.warn).toHaveBeenCalledWith({ err: failure }, "It failed.");
  sweeping.stop();
});
