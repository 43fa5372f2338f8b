import { describe, expect, test } from "vitest";
import { describeFilter, type RangeFilter } from "./filter";
import { rangeValue, showEnd } from "./range-value";

const duration: RangeFilter = {
  kind: "range",
  name: "duration",
  label: "Duration",
  min: 0,
  max: 86_400,
  isDuration: true,
};
const score: RangeFilter = { kind: "range", name: "score", label: "Score", min: 0, max: 100 };

describe("a typed range", () => {
  test.each([
    ["2:00", "1h 5m", "120-3900"],
    ["120", "", "120-"],
    ["", "2m", "-120"],
    ["", " ", null],
    ["5:00", "5m", "300-300"],
  ])("of durations from %j to %j is %j in the address", (from, to, value) =>
    expect(rangeValue(duration, { from, to })).toEqual({ value }),
  );

  test("shows beside the wrong end which values are allowed", () => {
    const how = "Write a time like 2:00, 2m, 120 or 1h 5m, at most 24:00:00.";
    expect(rangeValue(duration, { from: "soon", to: "2m" })).toEqual({ errors: { from: how } });
    expect(rangeValue(duration, { from: "-1", to: "25h" })).toEqual({ errors: { from: how, to: how } });
    expect(rangeValue(duration, { from: "3m", to: "2:59" })).toEqual({
      errors: { to: "This is below where the range begins." },
    });
    expect(rangeValue(score, { from: "2:00", to: "101" })).toEqual({
      errors: { from: "A whole number from 0 to 100.", to: "A whole number from 0 to 100." },
    });
    expect(rangeValue(score, { from: "70", to: "" })).toEqual({ value: "70-" });
  });
});

test("a range of durations is shown as durations, as it may be typed again", () => {
  expect(describeFilter(duration, "120-3900")).toBe("2:00 to 1:05:00");
  expect(describeFilter(duration, "120-")).toBe("2:00 or more");
  expect(describeFilter(duration, "-120")).toBe("up to 2:00");
  expect(showEnd(duration, "120")).toBe("2:00");
  expect(showEnd(duration, "")).toBe("");
  expect(showEnd(score, "70")).toBe("70");
});
