import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { shareUnderWay } from "./share-under-way";

test("callers during a run share its result, and later callers start a new run, also after a failure", async () => {
  let done = 0;
  const ask = shareUnderWay(async () => {
    done += 1;
    const number = done;
    await sleep(5);
    if (number === 2) throw new Error("failed");
    return number;
  });
  const outcomes = async () => (await Promise.allSettled(Array.from({ length: 50 }, ask))).map(({ status }) => status);
  expect(new Set(await outcomes())).toEqual(new Set(["fulfilled"]));
  expect(new Set(await outcomes())).toEqual(new Set(["rejected"]));
  expect(await ask()).toBe(3);
  expect(done).toBe(3);
});
