import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

/** The oldest versions without a known hole; a later one moves up when its advisory appears. */
const floor = {
  next: "16.4.6",
  react: "19.3.1",
  "react-dom": "19.3.1",
  sharp: "0.35.5",
  zod: "4.6.7",
  "next-auth": "4.24.15",
};

const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });
const lock = Lock.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, "../package-lock.json"), "utf8")));

const versionsOf = (name: string) =>
  Object.entries(lock.packages).flatMap(([place, { version }]) =>
    place.endsWith(`node_modules/${name}`) && version ? [version] : [],
  );

function isAtLeast(version: string, least: string): boolean {
  const [have, need] = [version, least].map((text) => text.split(/[.-]/).slice(0, 3).map(Number));
  const difference = need?.map((part, index) => (have?.[index] ?? 0) - part).find((part) => part !== 0);
  return (difference ?? 0) >= 0;
}

test.each(Object.entries(floor))("every installed %s is at least %s", (name, least) => {
  const versions = versionsOf(name);
  expect(versions).not.toEqual([]);
  expect(versions.filter((version) => !isAtLeast(version, least))).toEqual([]);
});

test("a version is compared number by number", () => {
  expect([isAtLeast("16.10.0", "16.4.6"), isAtLeast("16.4.5", "16.4.6"), isAtLeast("4.24.15", "4.24.15")]).toEqual([
    true,
    false,
    true,
  ]);
});

test("all packages of the interface library have one version", () => {
  const versions = Object.entries(lock.packages).flatMap(([place, { version }]) =>
    place.startsWith("node_modules/@mantine/") && version ? [version] : [],
  );
  expect(new Set(versions).size).toBe(1);
});
