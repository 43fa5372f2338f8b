import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "..");

/** Where plain statements stay: the inbox, the batches of events and imports, and what listens for changes. */
const stays = [
  /^lib\/ingest\//,
  /^lib\/contacts\/imports\/(check|run|undo)-(import|rows)\.ts$/,
  /^lib\/db\/change-feed\.ts$/,
];

/** Files that still say of a statement's rows what nothing checks. It only becomes shorter: move a file's statements, and take it out. */
const known = readFileSync(path.join(import.meta.dirname, "hand-written-rows.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "");

function filesWith(isFound: (source: string) => boolean): string[] {
  return ["app", "bin", "components", "lib"]
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith("lib/db/generated"))
    .filter((file) => isFound(readFileSync(path.join(root, file), "utf8")))
    .filter((file) => !stays.some((place) => place.test(file)))
    .sort();
}

const hasHandWrittenRow = (source: string) => /\.query\s*<|\bsql\s*<\s*(\{|[A-Z]\w*Row\b)/.test(source);

test("no file says by hand what rows a statement returns, but for those that did so when the types began to be generated", () => {
  const found = filesWith(hasHandWrittenRow);
  expect(
    found.filter((file) => !known.includes(file)),
    "use tx.prisma or tx.kysely instead",
  ).toEqual([]);
  expect(
    known.filter((file) => !found.includes(file)),
    "take these out of test/hand-written-rows.txt",
  ).toEqual([]);
});

test.each([
  ["await tx.query<{ id: string }>(", true],
  ["await tx\n    .query<Row>(", true],
  ["sql<SessionRow>`SELECT", true],
  ["sql<{ id: string }>`SELECT", true],
  ["await tx.query(statement)", false],
  ["sql<boolean>`l.is_read`", false],
])("%s is counted: %s", (source, isFound) => {
  expect(hasHandWrittenRow(source)).toBe(isFound);
});

/** Files that still compose a statement's text, and number its placeholders by code; of them, too, there are only ever fewer. */
const numbering = [
  "lib/analytics/read-part-of-day.ts",
  "lib/analytics/read-segments.ts",
  "lib/contacts/_scope.ts",
  "lib/db/parameters.ts",
  "lib/db/rows.ts",
  "lib/leads/list-calls-of-person.ts",
];

test("no other file numbers the placeholders of a statement by code: what is composed is Kysely's, which binds each value where it stands", () => {
  const found = filesWith((source) => source.includes("$${"));
  expect(found.filter((file) => !numbering.includes(file))).toEqual([]);
});
