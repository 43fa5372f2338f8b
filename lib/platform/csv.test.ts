import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "./csv";

test.each([
  ["=1+1", "'=1+1"],
  ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["＝1+1", "'＝1+1"],
  ["\t=1", "'\t=1"],
  ["\r=1", '"\'\r=1"'],
  ['=HYPERLINK("http://evil.example","x")', '"\'=HYPERLINK(""http://evil.example"",""x"")"'],
  ["+4420794600", "+4420794600"],
  ["+44 20 7946", "'+44 20 7946"],
  ["-12.5", "-12.5"],
  ["-", "'-"],
  ["a,b", '"a,b"'],
  ['say "so"', '"say ""so"""'],
  ["two\nlines", '"two\nlines"'],
  [" padded ", '" padded "'],
  ["plain", "plain"],
])("%j is written as %j", (value, written) => {
  expect(csvLine([value])).toBe(`${written}\r\n`);
});

test("moments are in UTC, unknowns empty, and what has parts is JSON", () => {
  const values = [new Date("2026-10-31T12:00:00Z"), null, undefined, true, -3, 1.5e-7, ["a", 1], { a: null }, []];
  expect(csvLine(values)).toBe('2026-10-31T12:00:00.000Z,,,true,-3,1.5e-7,"[""a"",1]","{""a"":null}",[]\r\n');
});

test("whatever is written is read back as it was, but for the apostrophe, and never begins as a formula", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), (values) => {
      const cells = parse(csvLine(values));
      expect(cells.map((cell, index) => (cell === values[index] ? cell : cell.slice(1)))).toEqual(values);
      expect(cells.filter((cell) => /^[=@\t\r\n]|^[+-](?![\d.e+-]+$)/i.test(cell))).toEqual([]);
    }),
  );
});

/** One line, by the rules of RFC 4180. */
function parse(line: string): string[] {
  const cells = `,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g);
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}
