import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "..");

/** Where plain statements stay: the inbox, the batches of events and imports, and what listens for changes. */
const stays = [
  /^lib\/ingest\//,
  /^lib\/contacts\/imports\/(check|run|undo)-(import|rows)\.ts$/,
  /^lib\/live\/change-feed\.ts$/,
];

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

test("no file says by hand what rows a statement returns: Prisma and Kysely know it", () => {
  expect(filesWith(hasHandWrittenRow), "use tx.prisma or tx.kysely instead").toEqual([]);
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

test("no file but that of batches numbers the placeholders of a statement by code: Kysely binds each value where it stands", () => {
  expect(filesWith((source) => source.includes("$${"))).toEqual(["lib/db/rows.ts"]);
});
