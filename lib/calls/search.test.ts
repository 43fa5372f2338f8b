import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Turn } from "./call-detail";
import { findSnippet } from "./find-snippet";
import { markSearch } from "./mark-search";
import { parseSearch, termsParameter } from "./parse-search";
import { searchableText } from "./searchable-text";

const marked = (text: string, typed: string) =>
  markSearch(text, parseSearch(typed)).flatMap((piece) => (piece.isMarked ? [piece.text] : []));

describe("what is typed", () => {
  test.each([
    ["solar panels", ["solar", "panels*"]],
    ['"solar panels" roof', ["solar panels", "roof*"]],
    ['"solar panels"', ["solar panels"]],
    ['roof "solar pan', ["roof", "solar pan"]],
    ["roof -price", ["roof", "-price"]],
    ['-"too expensive" roof', ["-too expensive", "roof*"]],
    ["e-mail", ["e-mail*"]],
    ["+44 20 7946 0018", ["+44 20 7946 0018"]],
    ["(020) 7946-0018", ["(020) 7946-0018"]],
    ["12", ["12*"]],
    ["jo@example.com", ["jo@example.com*"]],
    ["a", ["a"]],
    ["日", ["日*"]],
    ["x* -* *", ["x"]],
    ["! ? “” -- ''", []],
    ["", []],
    ["\0", []],
  ])("%j is %j", (typed, terms) => {
    expect(termsParameter(parseSearch(typed))).toEqual(terms);
  });

  test("that is long is cut", () => {
    expect(parseSearch("word ".repeat(10_000)).length).toBeLessThanOrEqual(12);
  });

  test("whatever it is, every term has something to search for", () => {
    fc.assert(
      fc.property(fc.oneof(...(["binary-ascii", "grapheme"] as const).map((unit) => fc.string({ unit }))), (typed) => {
        for (const { text } of parseSearch(typed)) {
          expect(searchableText(text)).not.toBe("");
          expect(text).not.toContain("\0");
        }
      }),
    );
  });
});

describe("what is marked", () => {
  test.each([
    ["The Solar panels, please", "solar", ["Solar"]],
    ["Wir möchten Müller-Solar", "moch mull", ["Müller"]],
    ["Wir möchten Müller-Solar", "mochten mull", ["möchten", "Müller"]],
    ["I don’t know", "dont", ["don’t"]],
    ["solar panels and panels of solar", '"solar panels"', ["solar panels"]],
    ["send an e-mail now", "e-mail", ["e-mail"]],
    ["the price is right", "right -price", ["right"]],
    ["<script>alert(1)</script>", "script", ["script", "script"]],
  ])("in %j for %j is %j", (text, typed, expected) => {
    expect(marked(text, typed)).toEqual(expected);
  });

  test("and left makes the text again, whatever both are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme", maxLength: 40 }), (text, typed) => {
        expect(
          markSearch(text, parseSearch(typed))
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});

test("a snippet is of the turn that says most of it, and says who spoke and when", () => {
  const turns: Turn[] = [
    { role: "agent", text: "How many panels are on your roof?", atSeconds: 4 },
    { role: "user", text: null, atSeconds: 5 },
    { role: "user", text: `${"well ".repeat(40)}twenty panels of solar make ${"and so on ".repeat(40)}`, atSeconds: 9 },
  ];
  const snippet = findSnippet(turns, parseSearch("solar panels"));
  expect(snippet).toMatchObject({ turn: 2, role: "user", atSeconds: 9 });
  const text = snippet?.pieces.map((piece) => piece.text).join("") ?? "";
  expect(text).toMatch(/^…well .*twenty panels of solar make and so on .*…$/);
  expect(text.length).toBeLessThan(220);
  expect(findSnippet(turns, parseSearch("wind"))).toBeNull();
});
