import { readFileSync } from "node:fs";
import { beforeAll, expect, inject, test } from "vitest";
import { listUndescribed } from "./tools/dictionary/list-undescribed";
import { dictionaryFile, makeDictionary } from "./tools/dictionary/make-dictionary";
import { matchDocumentedNames } from "./tools/dictionary/match-documented-names";

let made: Awaited<ReturnType<typeof makeDictionary>>;
beforeAll(async () => {
  made = await makeDictionary(inject("serverUrl"));
});

test("every object of the database says in a comment what it is", () => {
  expect(listUndescribed(made.dictionary)).toEqual([]);
});

test("an object without a comment is found, whatever its kind", () => {
  const [relation] = made.dictionary.relations.filter(({ name }) => name === "users");
  const bare = { name: "bare", comment: " " };
  expect(relation).toBeDefined();
  if (!relation) return;
  const dictionary = {
    ...made.dictionary,
    functions: [{ ...bare, result: "void" }],
    relations: [{ ...relation, constraints: [bare], policies: [bare] }],
  };
  expect(listUndescribed(dictionary)).toEqual(["function bare", "constraint users.bare", "policy users.bare"]);
});

test("docs/data-dictionary.md is what the database says", () => {
  expect(readFileSync(dictionaryFile, "utf8")).toBe(made.text);
});

test("every name of the documentation exists", () => {
  const missing = matchDocumentedNames(made.dictionary).filter(({ existing }) => existing.length === 0);
  expect(missing).toEqual([]);
});

test("a documented name that does not exist is shown as missing", () => {
  const names = [
    { kind: "table" as const, name: "user_stats" },
    { kind: "trigger" as const, name: "calls.trigger_calls" },
  ];
  expect(matchDocumentedNames(made.dictionary, names).map(({ existing }) => existing)).toEqual([[], []]);
});
