import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createTurns } from "./create-turns";

function recorded() {
  const inTurn = createTurns(1);
  const begun: string[] = [];
  let active = 0;
  let most = 0;
  const doIn = (name: string, goesFirst = false, isOver = new AbortController().signal) => {
    const work = async () => {
      begun.push(name);
      active += 1;
      most = Math.max(most, active);
      await sleep(2);
      active -= 1;
      if (name.includes("fails")) throw new Error("failed");
      return name;
    };
    return inTurn(goesFirst, work, isOver);
  };
  return { doIn, begun, most: () => most };
}

test("one runs at a time, in order of arrival, and a failed one passes its turn on", async () => {
  const { doIn, begun, most } = recorded();
  const names = ["a", "b fails", "c", "d fails", "e"];
  const outcomes = await Promise.allSettled(names.map((name) => doIn(name)));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "rejected", "fulfilled"]);
  expect(begun).toEqual(names);
  expect(most()).toBe(1);
  expect(await doIn("again")).toBe("again");
});

test("work with priority does not wait for waiting work", async () => {
  const { doIn, begun } = recorded();
  await Promise.all([doIn("a"), doIn("b"), doIn("c"), doIn("urgent", true), doIn("too", true)]);
  expect(begun).toEqual(["a", "urgent", "too", "b", "c"]);
});

test("work that is aborted while it waits ends at once, and delays no other", async () => {
  const { doIn, begun } = recorded();
  const over = new AbortController();
  const a = doIn("a");
  const off = ["b", "c"].map((name) => doIn(name, name === "c", over.signal));
  const d = doIn("d");
  over.abort(new Error("made room"));
  await Promise.all(off.map((each) => expect(each).rejects.toThrow("made room")));
  expect(begun).toEqual(["a"]);
  expect(await Promise.all([a, d])).toEqual(["a", "d"]);
  await expect(doIn("e", false, over.signal)).rejects.toThrow("made room");
  expect(begun).toEqual(["a", "d"]);
});
