import { expect, test } from "vitest";
import { describeFilter, type Filter } from "./filter";

const tags: Filter = {
  kind: "choices",
  name: "temperature",
  label: "Tag",
  choices: [
    { value: "hot", label: "Hot" },
    { value: "warm", label: "Warm" },
  ],
};

test("a filter is read in the words of its choices, and one that is not among them as it stands", () => {
  expect(describeFilter(tags, "hot")).toBe("Hot");
  expect(describeFilter(tags, "hot,warm")).toBe("Hot, Warm");
  expect(describeFilter(tags, "tepid")).toBe("tepid");
  expect(describeFilter({ kind: "switch", name: "lead", label: "Lead" }, "yes")).toBe("Yes");
  expect(describeFilter({ kind: "text", name: "email", label: "Email" }, "ada@example.com")).toBe("ada@example.com");
});

test("a range says which end is open", () => {
  const score: Filter = { kind: "range", name: "score", label: "Score", min: 0, max: 100 };
  expect(describeFilter(score, "40-70")).toBe("40 to 70");
  expect(describeFilter(score, "40-")).toBe("40 or more");
  expect(describeFilter(score, "-70")).toBe("up to 70");
  expect(describeFilter(score, "50-50")).toBe("50");
  expect(describeFilter({ ...score, unit: "s" }, "0-30")).toBe("0 to 30 s");
});
