import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createTurns } from "./create-turns";

test("no more is under way than may be, in the order in which it came, and what fails gives its turn on", async () => {
  const inTurn = createTurns(2);
  const begun: number[] = [];
  let active = 0;
  let most = 0;
  const work = Array.from({ length: 20 }, (_, index) =>
    inTurn(async () => {
      begun.push(index);
      active += 1;
      most = Math.max(most, active);
      await sleep(1);
      active -= 1;
      if (index % 3 === 0) throw new Error("failed");
      return index;
    }),
  );
  const outcomes = await Promise.allSettled(work);
  expect(outcomes.map(({ status }) => status === "rejected")).toEqual(work.map((_, index) => index % 3 === 0));
  expect(begun).toEqual([...begun.keys()]);
  expect(most).toBe(2);
  expect(await inTurn(async () => "again")).toBe("again");
});
