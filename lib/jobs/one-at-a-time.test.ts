import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { oneAtATime } from "./one-at-a-time";

test("a call during a run returns at once, and is handled by that run", async () => {
  const runs: string[] = [];
  const run = oneAtATime(async (name: string) => {
    runs.push(name);
    await sleep(20);
  });
  const first = run("first");
  await Promise.all([run("second"), run("third")]);
  expect(runs).toEqual(["first"]);
  await first;
  expect(runs).toEqual(["first", "first"]);
});

test("a failed run still handles the calls that came meanwhile, and reports a second failure", async () => {
  let runs = 0;
  const failing = oneAtATime(async (failures: number) => {
    runs += 1;
    await sleep(20);
    if (runs <= failures) throw new Error(`run ${runs} failed`);
  });
  const first = failing(1);
  await failing(1);
  await first;
  expect(runs).toBe(2);

  runs = 0;
  const hopeless = expect(failing(9)).rejects.toThrow("run 2 failed");
  await failing(9);
  await hopeless;
  await expect(failing(9)).rejects.toThrow("run 3 failed");
});
