import { expect, test } from "vitest";
import { rankTitles } from "./rank-titles";

const items = [
  { title: "Follow-ups" },
  { title: "Schedule follow-up", keywords: "call back remind" },
  { title: "Sign out", keywords: "log out leave" },
  { title: "Contacts" },
  { title: "Import contacts", keywords: "csv upload" },
].map((item) => ({ ...item }));
const titles = (typed: string) => rankTitles(items, typed).map(({ title }) => title);

test("titles that begin with the text come first, then titles with a matching word, then synonyms", () => {
  expect(titles("con")).toEqual(["Contacts", "Import contacts"]);
  expect(titles("follow")).toEqual(["Follow-ups", "Schedule follow-up"]);
  expect(titles("log out")).toEqual(["Sign out"]);
  expect(titles("csv con")).toEqual(["Import contacts"]);
  expect(titles("ntac")).toEqual(["Contacts", "Import contacts"]);
  expect(titles("nothing")).toEqual([]);
  expect(titles(" ")).toHaveLength(items.length);
});
