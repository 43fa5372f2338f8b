import { expect, test } from "vitest";
import { parseByteRange } from "./parse-byte-range";

test.each([
  [null, null],
  ["bytes=0-", { start: 0, end: 999 }],
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=100-199", { start: 100, end: 199 }],
  ["bytes=900-5000", { start: 900, end: 999 }],
  ["bytes=-100", { start: 900, end: 999 }],
  ["bytes=-5000", { start: 0, end: 999 }],
  ["bytes=-0", "outside"],
  ["bytes=1000-", "outside"],
  ["bytes=5-2", null],
  ["bytes=0-1,5-6", null],
  ["items=0-1", null],
  ["bytes=-", null],
  ["bytes=a-b", null],
] as const)("of 1,000 bytes %s means %j", (header, expected) => {
  expect(parseByteRange(header, 1000)).toEqual(expected);
});
