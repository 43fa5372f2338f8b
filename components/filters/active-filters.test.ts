import { expect, test } from "vitest";
import { activeFilters } from "./active-filters";
import type { Filter } from "./filter";

const offered = ["status", "score", "notes"].map((name): Filter => ({ kind: "text", name, label: name }));

test("a filter is active with the value in the address, if it is valid and offered", () => {
  const params = { status: "completed,failed", score: "nonsense", notes: undefined, other: "yes" };
  expect(activeFilters(offered, { status: ["completed", "failed"], other: "yes" }, params)).toEqual({
    status: "completed,failed",
  });
});
