import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine, readCsvText } from "./csv";
import { createCsvReader } from "./csv-reader";

const limits = { cellCharactersMax: 10_000, rowCharactersMax: 100_000, columnsMax: 1_000 };

test.each([
  ["=1+1", "'=1+1"],
  ["+cmd|' /C calc'!A0", "\"'+cmd|' /C calc'!A0\""],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["＝1+1", "'＝1+1"],
  ["\t=1", "\"'\t'=1\""],
  ["\r=1", "\"'\r'=1\""],
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

test.each([
  ["Ann;=1+1", '"Ann;\'=1+1"'],
  ["Ann\t=1+1", '"Ann\t\'=1+1"'],
  ["Ann|@SUM(A1)", '"Ann|\'@SUM(A1)"'],
  ["Ann,-1+1", '"Ann,\'-1+1"'],
  ["Ann\n+1+1", '"Ann\n\'+1+1"'],
  ["Ann\r\n＝1+1", '"Ann\r\n\'＝1+1"'],
  ["Ann; =1+1", '"Ann; \'=1+1"'],
  ['Ann;"=1+1";', '"Ann;""\'=1+1"";"'],
  ["Ann;'=1+1", "\"Ann;''=1+1\""],
  ["Ann;;=1;=2", "\"Ann;;'=1;'=2\""],
  [" =1+1", '" \'=1+1"'],
])("%j is no formula in a spreadsheet that divides elsewhere: %j", (value, written) => {
  expect(csvLine([value])).toBe(`${written}\r\n`);
});

test.each(["12025550155;+12025550156", "1;-2.5", "a, b - c; d", "Call me, +44 20 7946 0018", "x;y|z"])(
  "%j begins no formula anywhere, and only is quoted",
  (value) => {
    expect(csvLine([value])).toBe(`"${value}"\r\n`);
  },
);

test("moments are in UTC, unknowns empty, and what has parts is JSON", () => {
  const values = [new Date("2026-10-31T12:00:00Z"), null, undefined, true, -3, 1.5e-7, ["a", 1, -2], { a: null }, []];
  expect(csvLine(values)).toBe('2026-10-31T12:00:00.000Z,,,true,-3,1.5e-7,"[""a"",1,-2]","{""a"":null}",[]\r\n');
});

/** Text that is likely to trouble a spreadsheet. */
const hostile = fc
  .array(fc.constantFrom(..."=+-@＝＋－＠\t\r\n,;|\"' 1aé".split("")), { maxLength: 12 })
  .map((all) => all.join(""));

test("what the import reads of a file of ours is what was written into it", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(hostile, fc.string()), { minLength: 1, maxLength: 8 }), (values) => {
      const reader = createCsvReader(",", limits);
      const [row] = [...reader.read(csvLine(["first", ...values])), ...reader.end()];
      expect(row?.cells.map(readCsvText)).toEqual(["first", ...values]);
    }),
    { numRuns: 2_000 },
  );
});

test("however a spreadsheet divides a line, no cell of it begins as a formula", () => {
  fc.assert(
    fc.property(
      fc.array(hostile, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(",", ";", "\t", "|"),
      (values, separator) => {
        const cells = asSpreadsheet(csvLine(["first", ...values]), separator);
        expect(
          cells.filter((cell) => /^([=+\-@＝＋－＠]| +[=@＝＠])/.test(cell)).filter((cell) => !isNumber(cell)),
        ).toEqual([]);
      },
    ),
    { numRuns: 5_000 },
  );
});

/** A number is none; nor is one that runs into the quote with which our own cell ends, which no spreadsheet can read as a formula. */
const isNumber = (cell: string) => /^(-?\d+(\.\d+)?|\+[1-9]\d{6,14})("|$)/.test(cell.trim());

/** A quote counts where a cell begins, twice within one for itself; what stands behind its end belongs to the cell. */
function asSpreadsheet(text: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let isStart = true;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (isQuoted && sign === '"') {
      if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (isQuoted) cell += sign;
    else if (sign === '"' && isStart) {
      isQuoted = true;
      isStart = false;
    } else if (sign === separator || sign === "\r" || sign === "\n") {
      cells.push(cell);
      cell = "";
      isStart = true;
    } else {
      cell += sign;
      isStart = false;
    }
  }
  return [...cells, cell];
}
