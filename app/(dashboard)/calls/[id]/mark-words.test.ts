import { expect, test } from "vitest";
import { markWords } from "./mark-words";

test("quoted words are found whatever their case and punctuation", () => {
  expect(markWords("Well, we need it by Friday, honestly.", "need it by friday honestly")).toEqual([
    { text: "Well, we ", isMarked: false },
    { text: "need it by Friday, honestly", isMarked: true },
    { text: ".", isMarked: false },
  ]);
});

test("words that are not there mark nothing, and signs of a pattern are only signs", () => {
  expect(markWords("a (b) c", "x.*")).toEqual([{ text: "a (b) c", isMarked: false }]);
  expect(markWords("anything", "...")).toEqual([{ text: "anything", isMarked: false }]);
});
