import { expect, test } from "vitest";
import { markQuote } from "./mark-quote";

test("quoted words are found whatever their case and punctuation", () => {
  expect(markQuote("Well, we need it by Friday, honestly.", "need it by friday honestly")).toEqual([
    { text: "Well, we ", isMarked: false },
    { text: "need it by Friday, honestly", isMarked: true },
    { text: ".", isMarked: false },
  ]);
});

test("words that do not occur mark nothing, and special characters of patterns are literal", () => {
  expect(markQuote("a (b) c", "x.*")).toEqual([{ text: "a (b) c", isMarked: false }]);
  expect(markQuote("anything", "...")).toEqual([{ text: "anything", isMarked: false }]);
});
