import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { settleAll } from "./settle-all";

test("it returns all results, in their order", async () => {
  expect(await settleAll([sleep(2, "slow"), Promise.resolve(1), null])).toEqual(["slow", 1, null]);
});

test("it throws the first error once all have settled", async () => {
  let hasEnded = false;
  const slow = async () => {
    await sleep(5);
    hasEnded = true;
    throw new Error("slow");
  };
  await expect(settleAll([slow(), Promise.reject(new Error("quick"))])).rejects.toThrow("slow");
  expect(hasEnded).toBe(true);
});
