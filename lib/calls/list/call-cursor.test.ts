import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeCallCursor, encodeCallCursor } from "./call-cursor";

const made = (...parts: string[]) => Buffer.from(JSON.stringify(["newest", ...parts])).toString("base64url");

test("a cursor comes back as it went out, to the microsecond", () => {
  const cursor = {
    direction: "after",
    key: "2026-11-22T14:05:09.123456Z",
    id: "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a",
  } as const;
  expect(decodeCallCursor(encodeCallCursor(cursor))).toEqual(cursor);
});

test("a place in a list of another order is none", () => {
  const id = "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a";
  const longest = encodeCallCursor({ direction: "before", key: "125", id }, "longest");
  expect(decodeCallCursor(longest, "longest")).toEqual({ direction: "before", key: "125", id });
  expect(decodeCallCursor(longest, "oldest")).toBeNull();
});

test("any other text is no cursor and no crash", () => {
  expect(decodeCallCursor("")).toBeNull();
  expect(decodeCallCursor(made("after", "2026-99-99T99:99:99.000000Z", "x"))).toBeNull();
  for (const instant of ["2026-13-40T14:05:09.123456Z", "2026-02-30T14:05:09.123456Z", "0000-01-01T00:00:00.000000Z"]) {
    expect(decodeCallCursor(made("after", instant, "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a"))).toBeNull();
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(decodeCallCursor(text)).toBeNull();
    }),
  );
});
