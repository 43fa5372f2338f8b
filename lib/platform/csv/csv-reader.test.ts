import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { CsvFault, createCsvReader } from "./csv-reader";

const limits = { cellCharactersMax: 1000, rowCharactersMax: 5000, columnsMax: 20 };

/** The rows of a text that arrives in pieces of this many characters. */
function read(text: string, { separator = ",", size = text.length || 1 } = {}): string[][] {
  return lines(text, { separator, size }).map(({ cells }) => cells);
}
function lines(text: string, { separator = ",", size = text.length || 1 } = {}) {
  const reader = createCsvReader(separator, limits);
  const rows = [];
  for (let at = 0; at < text.length; at += size) rows.push(...reader.read(text.slice(at, at + size)));
  return [...rows, ...reader.end()];
}

describe("rows are read as they are meant", () => {
  test.each<[string, string, string[][]]>([
    [
      "LF",
      "a,b\nc,d\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "CRLF",
      "a,b\r\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "CR alone",
      "a,b\rc,d\r",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["quotes", '"a, b","c ""d"""\n', [["a, b", 'c "d"']]],
    [
      "a line break within quotes",
      '"a\r\nb",c\n"d\ne",f',
      [
        ["a\r\nb", "c"],
        ["d\ne", "f"],
      ],
    ],
    ["a quote within a cell", 'a"b,5" screen\n', [['a"b', '5" screen']]],
    ["text behind a quote", '"a"b,"c" d\n', [["ab", "c d"]]],
    [
      "empty cells and trailing separators",
      "a,,\n,,\n,b,\n",
      [
        ["a", "", ""],
        ["", "b", ""],
      ],
    ],
    ["empty lines", "\n\na\n\r\n  \nb", [["a"], ["b"]]],
    ["an empty quoted cell", '"",a\n', [["", "a"]]],
    ["NUL", "a\0b,\0\n", [["ab", ""]]],
    ["nothing", "", []],
    ["rows of unequal length", "a\nb,c,d\n", [["a"], ["b", "c", "d"]]],
  ])("%s", (_, text, expected) => {
    for (const size of [1, 2, 3, 7, 1000]) expect(read(text, { size }), String(size)).toEqual(expected);
  });

  test("whatever is written with quotes is read back, in pieces of any size and with any separator", () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", "é", "🙂", " ", '"', ",", ";", "\t", "|", "\n", "\r"),
      maxLength: 12,
    });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 });
    const property = fc.property(
      table,
      fc.constantFrom(",", ";", "\t", "|"),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom("\n", "\r\n", "\r"),
      (rows, separator, size, newline) => {
        const text = rows
          .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(separator))
          .join(newline);
        const kept = rows.filter((row) => row.some((each) => each.trim() !== ""));
        expect(read(text, { separator, size })).toEqual(kept);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  test("what a library writes as CSV is read as the library reads it", () => {
    const table = fc.array(fc.array(fc.string({ maxLength: 8 }), { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    const property = fc.property(table, (rows) => {
      const text = Papa.unparse(rows, { newline: "\n" }).replaceAll("\0", "");
      const { data } = Papa.parse<string[]>(text, { delimiter: ",", newline: "\n" });
      expect(read(text)).toEqual(data.filter((row) => row.some((each) => each.trim() !== "")));
    });
    fc.assert(property, { numRuns: 300 });
  });
});

test("a row knows the line on which it begins, whatever ends the lines before it", () => {
  const at = (text: string) => lines(text).map(({ line }) => line);
  expect(at('a\n"b\nc\r\nd"\ne')).toEqual([1, 2, 5]);
  expect(at("a\r\n\r\nb\rc\n")).toEqual([1, 3, 4]);
});

describe("what cannot be read is refused with its line", () => {
  const faultOf = (text: string, size = 100) => {
    try {
      read(text, { size });
    } catch (error) {
      if (error instanceof CsvFault) return error.message;
      throw error;
    }
    return null;
  };
  test.each([
    ["a quote that never ends", 'a\nb,"c\nd\n', "Line 2: a quote begins here and never ends."],
    ["a cell beyond the limit", `a\n${"x".repeat(1001)}\n`, "Line 2: a cell has more than 1,000 characters."],
    [
      "a quoted cell beyond it",
      `a\nb\n"${"x\n".repeat(600)}`,
      "Line 3: a cell has more than 1,000 characters. Is its quote closed?",
    ],
    ["too many columns", `a\n${",".repeat(1_000_000)}`, "Line 2: there are more than 20 columns."],
    [
      "a row beyond the limit",
      `${`${"x".repeat(990)},`.repeat(6)}\n`,
      "Line 1: the row has more than 5,000 characters.",
    ],
  ])("%s", (_, text, message) => {
    expect(faultOf(text)).toBe(message);
  });

  test("before much of it is in memory: a cell of 10 MB is refused at its first pieces", () => {
    const reader = createCsvReader(",", limits);
    const piece = "x".repeat(500);
    reader.read(piece);
    reader.read(piece);
    expect(() => reader.read(piece)).toThrow(CsvFault);
  });
});
