import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect, test } from "vitest";
import { createBatches } from "./create-batches";

function refusedByTheDatabase(code: string): pg.DatabaseError {
  const error = new pg.DatabaseError("refused", 0, "error");
  error.code = code;
  return error;
}

function queue(options: { lanes?: number; run?: (items: readonly number[]) => Promise<number[]> } = {}) {
  const batches: number[][] = [];
  const { add } = createBatches<number, number>({
    lanes: options.lanes ?? 1,
    itemsMax: 4,
    bytesMax: 100,
    bytesOf: (item) => item % 100,
    async run(items) {
      batches.push([...items]);
      await sleep(5);
      return options.run ? options.run(items) : items.map((item) => -item);
    },
  });
  return { add, batches };
}

const outcomes = async (work: readonly Promise<number>[]) =>
  (await Promise.allSettled(work)).map((each) => (each.status === "fulfilled" ? each.value : "failed"));

test("items that arrive at once are batched, oldest first, up to the batch limit, and each caller gets its own result", async () => {
  const { add, batches } = queue();
  expect(await outcomes([1, 2, 3, 4, 5, 90, 20, 7].map(add))).toEqual([-1, -2, -3, -4, -5, -90, -20, -7]);
  expect(batches).toEqual([
    [1, 2, 3, 4],
    [5, 90],
    [20, 7],
  ]);
});

test("a single one never waits for others, and one that is larger than a batch goes alone", async () => {
  const { add, batches } = queue();
  await add(1);
  await add(2);
  expect(await outcomes([199, 3].map(add))).toEqual([-199, -3]);
  expect(batches).toEqual([[1], [2], [199], [3]]);
});

test("what comes at once is shared out among the lanes", async () => {
  const { add, batches } = queue({ lanes: 3 });
  expect(await outcomes([1, 2, 3, 4, 5, 6, 7].map(add))).toEqual([-1, -2, -3, -4, -5, -6, -7]);
  expect(batches).toEqual([
    [1, 2, 3],
    [4, 5],
    [6, 7],
  ]);
});

test("no more batches are under way than there are lanes, and nothing is left behind", async () => {
  let active = 0;
  let most = 0;
  const { add } = queue({
    lanes: 2,
    async run(items) {
      active += 1;
      most = Math.max(most, active);
      await sleep(1);
      active -= 1;
      return [...items];
    },
  });
  const work = Array.from({ length: 100 }, (_, index) => sleep(index % 10).then(() => add(index * 100)));
  expect(await outcomes(work)).toEqual(Array.from({ length: 100 }, (_, index) => index * 100));
  expect(most).toBe(2);
});

test.each(["22003", "55P03", "40P01"])(
  "one that the database refuses with %s fails alone, and its mates are kept",
  async (code) => {
    const { add, batches } = queue({
      async run(items) {
        if (items.includes(3)) throw refusedByTheDatabase(code);
        return [...items];
      },
    });
    expect(await outcomes([1, 2, 3, 4].map(add))).toEqual([1, 2, "failed", 4]);
    expect(batches).toEqual([[1, 2, 3, 4], [1], [2], [3], [4]]);
  },
);

test("a broken connection in between does not fail any item", async () => {
  let tries = 0;
  const { add } = queue({
    async run(items) {
      tries += 1;
      if (tries < 3) throw refusedByTheDatabase("57P01");
      return [...items];
    },
  });
  expect(await outcomes([1, 2].map(add))).toEqual([1, 2]);
});

test("while the database is unavailable, every item fails after a moment and none waits behind earlier ones", async () => {
  const { add } = queue({
    async run() {
      throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    },
  });
  const startedMs = performance.now();
  const work = Array.from({ length: 200 }, (_, index) => add(index));
  expect(new Set(await outcomes(work))).toEqual(new Set(["failed"]));
  expect(performance.now() - startedMs).toBeLessThan(10_000);
});
