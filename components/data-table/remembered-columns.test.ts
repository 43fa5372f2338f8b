import { expect, test } from "vitest";
import { chosenColumns } from "./remembered-columns";

const choice = { all: ["who", "agent", "score", "cost"], usual: ["who", "agent"], fixed: ["who"] };

test("the address comes before what is remembered, and that before the usual columns", () => {
  expect(chosenColumns(choice, "score,cost", "agent")).toEqual(["who", "score", "cost"]);
  expect(chosenColumns(choice, undefined, "cost.agent")).toEqual(["who", "agent", "cost"]);
  expect(chosenColumns(choice, undefined, undefined)).toEqual(["who", "agent"]);
});

test("columns come in the table's order, unknown ones are left out, and a row always says who it is", () => {
  expect(chosenColumns(choice, "cost,nonsense,score", undefined)).toEqual(["who", "score", "cost"]);
  expect(chosenColumns(choice, "who", undefined)).toEqual(["who"]);
  for (const nothing of ["", "nonsense", "__proto__,constructor"])
    expect(chosenColumns(choice, nothing, undefined), nothing).toEqual(["who", "agent"]);
});
