import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDuration } from "./format-duration";
import { formatSpokenDuration } from "./format-spoken-duration";
import { parseDuration } from "./parse-duration";

describe("a duration is read as people write it", () => {
  test.each([
    ["120", 120],
    ["0", 0],
    ["2:00", 120],
    [" 2:05 ", 125],
    ["90:00", 5400],
    ["1:05:00", 3900],
    ["2m", 120],
    ["2 min", 120],
    ["2 minutes", 120],
    ["1h 5m", 3900],
    ["1h5m", 3900],
    ["1H 5M 3S", 3903],
    ["1 hour 5 minutes", 3900],
    ["90s", 90],
    ["1.5m", 90],
    ["1h 30s", 3630],
    ["２：００", 120],
  ])("%s is %d seconds", (text, seconds) => expect(parseDuration(text)).toBe(seconds));
});

test.each([
  "",
  " ",
  "2:0",
  "2:60",
  "1:75:00",
  "2:00:",
  ":30",
  "-5",
  "2m 1h",
  "5m 5m",
  "2x",
  "m",
  "2mm",
  "1,5m",
  "two",
  "2 0",
  "1e3",
  "2m x",
  "٢",
])("%j is no duration", (text) => expect(parseDuration(text)).toBeNull());

test("what is shown of a duration is read as the same one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 7 * 86_400 }), (seconds) => {
      expect(parseDuration(formatDuration(seconds))).toBe(seconds);
      expect(parseDuration(formatSpokenDuration(seconds))).toBe(seconds);
    }),
  );
});
