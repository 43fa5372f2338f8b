import { readFileSync } from "node:fs";
import { beforeAll, expect, inject, test } from "vitest";
import type { DocumentedName } from "./tools/dictionary/documented-name";
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
    relations: [{ ...relation, constraints: [{ ...bare, definition: "" }], policies: [bare] }],
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

test.each<DocumentedName>([
  { kind: "table", name: "user_stats" },
  { kind: "column", name: "calls.lead_status_tag" },
  { kind: "unique key", name: "calls (user_id)" },
  { kind: "unique key", name: "phone_numbers (phone_number)" },
  { kind: "reference", name: "transcripts (call_id, user_id) → agents" },
  { kind: "index", name: "(created_at)", existsAs: ["calls_user_id_started_at_idx", "calls_created_at_idx"] },
  { kind: "trigger", name: "calls.trigger_calls" },
  { kind: "trigger", name: "calls.update_calls_updated_at", runs: "trg_calls_daily_analytics" },
  { kind: "schedule", name: "hourly", existsAs: ["clean-sessions"], runsAWeek: 168 },
])("the $kind $name, which is not as documented, is shown as missing", (name) => {
  expect(matchDocumentedNames(made.dictionary, [name])).toEqual([{ ...name, existing: [] }]);
});

test("tables and columns that the documentation does not name are marked as additions, and only those", () => {
  const marked = (line: string) =>
    made.text
      .split("\n")
      .find((other) => other.startsWith(line))
      ?.endsWith("| addition |");
  expect(marked("| `call_date` |")).toBe(true);
  expect(marked("| `caller_email` |")).toBe(false);
  const additions = [...made.text.matchAll(/^### (\w+)\n\n[^\n]+\n\nAddition\.$/gm)].map(([, name]) => name);
  expect(additions).toEqual(expect.arrayContaining(["job_runs", "webhook_events", "my_kpi_summary"]));
  expect(additions).not.toContain("calls");
});
