import path from "node:path";
import type { Import } from "./read-imports";
import { generated, packages, reach, safeInBrowsers, tiers } from "./rules";

export type Breach = { file: string; rule: Rule; imported: string };
export type Rule = "reach" | "tier" | "private" | "browser" | "package" | "generated" | "circle";

export type Imports = ReadonlyMap<string, readonly Import[]>;

const isTest = (file: string) => /\.test\.tsx?$/.test(file);
const isBelow = (file: string, starts: readonly string[]) => starts.some((start) => file.startsWith(start));

/** Where a file imports what it may not know, given the imports of every file by its path from the project's root. */
export function findBreaches(file: string, imports: Imports): Breach[] {
  const own = imports.get(file) ?? [];
  const breaches = own.flatMap((each) =>
    rulesBroken(file, each).map((rule) => ({ file, rule, imported: each.file ?? each.specifier })),
  );
  const back = own.find((each) => each.file !== null && leadsTo(each.file, file, imports));
  return back?.file ? [...breaches, { file, rule: "circle", imported: back.file }] : breaches;
}

function rulesBroken(file: string, imported: Import): Rule[] {
  const { file: target, specifier, isType } = imported;
  const broken: Rule[] = [];
  if (target === null) {
    if (!isTest(file) && !isKnown(file, specifier)) broken.push("package");
    return broken;
  }
  if (!isPrivateTo(file, target)) broken.push("private");
  if (isTest(file)) return broken;
  const reached = reach[file.split("/")[0] ?? ""];
  if (reached && !isBelow(target, reached)) broken.push("reach");
  if (isHigher(target, file)) broken.push("tier");
  const isValueForBrowsers = file.startsWith("components/") && target.startsWith("lib/") && !isType;
  if (isValueForBrowsers && !safeInBrowsers.test(target)) broken.push("browser");
  if (isBelow(file, generated.hiddenFrom) && isBelow(target, generated.paths)) broken.push("generated");
  return broken;
}

/** A file whose name begins with _ is for its own folder and those below. */
function isPrivateTo(file: string, target: string): boolean {
  if (!path.basename(target).startsWith("_")) return true;
  const folder = path.dirname(target);
  return path.dirname(file) === folder || file.startsWith(`${folder}/`);
}

function isKnown(file: string, specifier: string): boolean {
  const rule = packages.find(({ names }) =>
    names.some((name) => specifier === name || specifier.startsWith(/[/-]$/.test(name) ? name : `${name}/`)),
  );
  return !rule || isBelow(file, rule.knownIn);
}

function isHigher(target: string, file: string): boolean {
  const [of, from] = [tierOf(target), tierOf(file)];
  return of !== null && from !== null && of < from;
}

/** The place of a file's folder among the tiers; null for what is in none. */
function tierOf(file: string): number | null {
  const [room, folder = ""] = file.split("/");
  const tier = room === "lib" ? tiers.findIndex((folders) => folders.includes(folder)) : -1;
  return tier === -1 ? null : tier;
}

/** Whether a file imports another, itself or by way of others; types count as well. */
function leadsTo(from: string, to: string, imports: Imports): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (file === to) return true;
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { file: next } of imports.get(file) ?? []) if (next !== null) open.push(next);
  }
  return false;
}
