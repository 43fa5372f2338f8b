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

test("nobody waits while nothing goes first", async () => {
  await createRightOfWay().giveWay({ waitMsMax: 60_000 });
});

test("whoever gives way waits until everything that goes first has ended, however it ends", async () => {
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

test("whoever asks for quiet waits until nothing has gone first for so long", async () => {
  const way = createRightOfWay();
  await way.goFirst(async () => {});
  const endedAtMs = performance.now();
  await way.giveWay({ quietMs: 50, waitMsMax: 60_000 });
  expect(performance.now() - endedAtMs).toBeGreaterThan(45);
  await way.goFirst(async () => {});
  await way.giveWay({ quietMs: 600_000, waitMsMax: 1 });
});
