import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const lines = readFileSync(path.join(import.meta.dirname, "../prisma/schema.prisma"), "utf8").split("\n");

test("Prisma never says by its own clock what the database says by default, for which roles have no right", () => {
  expect(lines.filter((line) => line.includes("@default(now())"))).toEqual([]);
});

test("a day is the text that the connection reads, in the types of Kysely too", () => {
  const days = lines.filter((line) => /@db\.Date\b/.test(line));
  expect(days.length).toBeGreaterThan(10);
  expect(days.filter((line) => !line.endsWith("/// @kyselyType(string)"))).toEqual([]);
});

test("a condition on something undefined is refused, and does not match every row", () => {
  expect(lines.some((line) => /^ *previewFeatures += \[.*"strictUndefinedChecks"/.test(line))).toBe(true);
});
