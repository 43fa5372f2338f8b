import { expect, test } from "vitest";
import { type Cursor, encodeCursor } from "@/lib/lists/cursor";
import { parseLeadQuery } from "./parse-lead-query";

const parse = (params: Record<string, string>) => parseLeadQuery(params, "2026-10-31");
const cursor: Cursor = {
  order: "score",
  direction: "after",
  key: ["50", "2026-10-03T10:00:00.000000Z"],
  id: "01900000-0000-7000-8000-000000000001",
};

test("an address without anything asks for the latest leads", () => {
  expect(parse({})).toEqual({
    filters: {},
    sort: "latest",
    view: "table",
    cursor: null,
    cursors: { hot: null, warm: null, cold: null },
    notices: [],
  });
});

test("filters, order and view are read, and both ends of a score may be open", () => {
  const query = parse({
    temperature: "hot",
    score: "40-",
    cta: "demo",
    followup: "open",
    customer: "no",
    sort: "best",
    view: "board",
  });
  expect(query).toMatchObject({
    filters: { temperature: "hot", score: { from: 40, to: null }, cta: "demo", followup: "open", customer: "no" },
    sort: "best",
    view: "board",
    notices: [],
  });
  expect(parse({ score: "-70" }).filters.score).toEqual({ from: null, to: 70 });
});

test("invalid values are ignored, with a notice", () => {
  const { filters, sort, notices } = parse({
    temperature: "tepid",
    score: "a lot",
    q: "x",
    sort: "random",
    at: "nowhere",
  });
  expect({ filters, sort, count: notices.length }).toEqual({ filters: {}, sort: "latest", count: 5 });
});

test("a place is found again, in the table and in each column of the board, and not in another order", () => {
  const at = encodeCursor(cursor);
  expect(parse({ sort: "score", at }).cursor).toEqual(cursor);
  expect(parse({ sort: "best", at }).cursor).toBeNull();
  expect(parse({ sort: "score", view: "board", at: `.${at}.` }).cursors).toEqual({
    hot: null,
    warm: cursor,
    cold: null,
  });
});
