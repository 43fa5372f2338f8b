import fc from "fast-check";
import { expect, test } from "vitest";
import { pythonJson } from "./python-json";

const values = fc.jsonValue({ stringUnit: "binary", maxDepth: 3 });

test("writes the spacing and escapes of Python's json.dumps", () => {
  expect(pythonJson({ a: [1, 2.5, null, true], b: { c: "é 😀 \u007f \n", d: {} }, e: [] })).toBe(
    '{"a": [1, 2.5, null, true], "b": {"c": "\\u00e9 \\ud83d\\ude00 \\u007f \\n", "d": {}}, "e": []}',
  );
  expect(pythonJson([0, -0.5, 0.0001, 0.00002, 1e20])).toBe("[0, -0.5, 0.0001, 2e-05, 100000000000000000000]");
  expect(pythonJson({ kept: null, dropped: undefined })).toBe('{"kept": null}');
});

test("parses back to the same value, whatever the value", () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(JSON.stringify(JSON.parse(pythonJson(value)))).toBe(JSON.stringify(value));
    }),
  );
});

test("is plain printable ASCII, whatever the value", () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(pythonJson(value)).toMatch(/^[ -~]*$/);
    }),
  );
});

test("refuses what JSON cannot hold", () => {
  expect(() => pythonJson(Number.NaN)).toThrow("JSON cannot hold NaN.");
  expect(() => pythonJson({ run: () => 1 })).toThrow("JSON cannot hold a value of type function.");
});
