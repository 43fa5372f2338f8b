import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { shareUnderWay } from "./share-under-way";

test("whoever asks while it is under way gets the same result, and it is done anew afterwards, also when it failed", async () => {
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
