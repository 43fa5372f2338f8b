import { expect, test } from "vitest";
import { rowsBetween } from "./rows-between";

const keys = ["a", "b", "c", "d"];

test("a range holds both of its ends and what lies between them, upwards and downwards", () => {
  expect(rowsBetween(keys, "b", "d")).toEqual(["b", "c", "d"]);
  expect(rowsBetween(keys, "d", "b")).toEqual(["b", "c", "d"]);
  expect(rowsBetween(keys, "c", "c")).toEqual(["c"]);
});

test("a range from nowhere, or from a row that has left the page, is the one row alone", () => {
  expect(rowsBetween(keys, null, "c")).toEqual(["c"]);
  expect(rowsBetween(keys, "gone", "c")).toEqual(["c"]);
  expect(rowsBetween(keys, "a", "gone")).toEqual([]);
});
