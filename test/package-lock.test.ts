import { readFileSync } from "node:fs";
import path from "node:path";
import { subset } from "semver";
import { expect, test } from "vitest";
import { z } from "zod";

const Package = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  optional: z.boolean().optional(),
  engines: z.object({ node: z.string().optional() }).optional(),
  os: z.array(z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const Lock = z.object({ packages: z.record(z.string(), Package) });
const { packages } = Lock.parse(
  JSON.parse(readFileSync(path.join(import.meta.dirname, "../package-lock.json"), "utf8")),
);

test("npm ci finds every platform's native packages in the lock file (scripts/complete-lock.mjs adds them)", () => {
  const wanted = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ place, name })),
  );
  const isLocked = ({ place, name }: { place: string; name: string }) =>
    `${place}/node_modules/${name}` in packages || `node_modules/${name}` in packages;
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.filter((each) => !isLocked(each))).toEqual([]);
});

test("a package comes from whatever registry the machine uses: the lock file names no host", () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved?.startsWith("http"))).toEqual([]);
});

test("every package runs on every Node that Callwright asks for, so npm ci warns of none", () => {
  const nodeOf = (place: string) => packages[place]?.engines?.node;
  const asked = nodeOf("") ?? "";
  for (const version of ["20.20.2", "22.12.0", "24.0.0"]) expect(subset(version, asked), version).toBe(true);
  // npm leaves an optional package of another platform out without a word.
  const needed = Object.keys(packages).filter((place) => !packages[place]?.optional);
  const narrower = needed.filter((place) => !subset(asked, nodeOf(place) ?? "*"));
  expect(narrower.map((place) => `${place} needs ${nodeOf(place)}`)).toEqual([]);
});
