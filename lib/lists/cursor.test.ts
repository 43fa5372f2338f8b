import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cursor, decodeCursor, encodeCursor } from "./cursor";
import type { ListOrder } from "./list-order";

const id = "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a";
const order = {
  name: "score",
  direction: "desc",
  key: [
    ["l.score", "integer"],
    ["l.at", "timestamptz"],
  ],
  id: "l.id",
} as const satisfies ListOrder;
const cursor: Cursor = { order: "score", direction: "after", key: ["-1", "2026-11-22T14:05:09.123456Z"], id };
const text = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");

test("a cursor comes back as it went out, to the microsecond and whatever the text of its key", () => {
  expect(decodeCursor(encodeCursor(cursor), order)).toEqual(cursor);
  const byName = { name: "name", key: [["c.name", "text"]] } as const;
  const names = fc.string({ unit: "grapheme", maxLength: 100 }).filter((name) => !name.includes("\0"));
  fc.assert(
    fc.property(names, (name) => {
      const place: Cursor = { order: "name", direction: "before", key: [name], id };
      expect(decodeCursor(encodeCursor(place), byName)).toEqual(place);
    }),
  );
});

test("a place in a list of another order is none", () => {
  expect(decodeCursor(encodeCursor(cursor), { ...order, name: "best" })).toBeNull();
  expect(decodeCursor(encodeCursor(cursor), { ...order, key: [["l.score", "integer"]] })).toBeNull();
});

test("any other text is no cursor and no crash", () => {
  const at = "2026-11-22T14:05:09.123456Z";
  const made = [
    "",
    text(),
    text("score", "sideways", "1", at, id),
    text("score", "after", "1.5", at, id),
    text("score", "after", "12345678901", at, id),
    text("score", "after", 1, at, id),
    text("score", "after", "1", at, "x"),
    text("score", "after", "1", at, id, id),
    ...["2026-13-40", "2026-02-30", "0000-01-01"].map((day) =>
      text("score", "after", "1", `${day}T14:05:09.123456Z`, id),
    ),
  ];
  for (const each of made) expect(decodeCursor(each, order), each).toBeNull();
  for (const name of ["a\0b", "\ud800", "x".repeat(401)])
    expect(decodeCursor(text("name", "after", name, id), { name: "name", key: [["c.name", "text"]] }), name).toBeNull();
  fc.assert(
    fc.property(fc.string(), (any) => {
      expect(decodeCursor(any, order)).toBeNull();
    }),
  );
});
