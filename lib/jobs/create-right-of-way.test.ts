import { expect, test } from "vitest";
import { createRightOfWay } from "./create-right-of-way";

/** A promise that a test settles. */
function pending() {
  let settle = { resolve: () => {}, reject: (_: Error) => {} };
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle };
}

test("nothing waits while no work has priority", async () => {
  await createRightOfWay().giveWay({ waitMsMax: 60_000 });
});

test("a task that gives way waits until everything with priority has ended, successfully or not", async () => {
  const way = createRightOfWay();
  const [one, other] = [pending(), pending()];
  const first = [way.goFirst(() => one.promise), way.goFirst(() => other.promise)];
  let isGoing = false;
  const waiting = way.giveWay({ waitMsMax: 60_000 }).then(() => {
    isGoing = true;
  });
  one.resolve();
  await first[0];
  expect(isGoing).toBe(false);
  other.reject(new Error("broken"));
  await expect(first[1]).rejects.toThrow("broken");
  await waiting;
  await way.giveWay({ waitMsMax: 60_000 });
});

test("it waits no longer than it says", async () => {
  const way = createRightOfWay();
  const never = pending();
  const first = way.goFirst(() => never.promise);
  await way.giveWay({ waitMsMax: 1 });
  never.resolve();
  await first;
});

test("a task that asks for quiet waits until nothing with priority has run for that long", async () => {
  const way = createRightOfWay();
  await way.goFirst(async () => {});
  const endedAtMs = performance.now();
  await way.giveWay({ quietMs: 50, waitMsMax: 60_000 });
  expect(performance.now() - endedAtMs).toBeGreaterThan(45);
  await way.goFirst(async () => {});
  await way.giveWay({ quietMs: 600_000, waitMsMax: 1 });
});
