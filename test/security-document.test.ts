import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { permissions } from "@/lib/access/permissions";
import { settings } from "@/lib/settings/settings";

const root = path.join(import.meta.dirname, "..");
const page = readFileSync(path.join(root, "docs/security.md"), "utf8");

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; they are numbered from 1, and those of level 3 come after. */
const requirementsOf: Readonly<Record<string, number>> = {
  ...{ "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1 },
  ...{ "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4 },
  ...{ "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4 },
  ...{ "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1 },
  ...{ "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3 },
  ...{ "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4 },
  ...{ "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7 },
  ...{ "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2 },
};

test("every requirement of levels 1 and 2 has one line, and no other is named", () => {
  const asked = Object.entries(requirementsOf).flatMap(([section, count]) => idsOf(section, 1, count));
  expect(asked.length).toBe(253);
  expect(answeredIds().toSorted()).toEqual(asked.toSorted());
});

test("a line stands in its own chapter", () => {
  for (const chapter of page.split(/^## V/m).slice(1)) {
    const number = chapter.slice(0, chapter.indexOf(" "));
    const strangers = firstCells(chapter).filter(
      (cell) => !cell.split(", ").every((id) => id.startsWith(`${number}.`)),
    );
    expect({ number, strangers }).toEqual({ number, strangers: [] });
  }
});

test("every file that is named or linked exists", () => {
  const named = [...page.matchAll(/`([^`\s]+)`/g)]
    .map(([, name = ""]) => name)
    .filter((name) => /^[^/].*\/|\.(ts|tsx|mjs|sql|md|json)$/.test(name));
  const linked = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => path.join("docs", link));
  expect(named.length).toBeGreaterThan(80);
  expect([...named, ...linked].filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
});

test("the roles have the permissions of the code", () => {
  const all = new Set<string>();
  for (const [role, ofRole] of Object.entries(permissions)) {
    const line = page.split("\n").find((each) => each.startsWith(`| ${role} |`)) ?? "";
    for (const [, permission = ""] of line.matchAll(/`([a-z_.]+)`/g)) all.add(permission);
    expect({ role, may: [...all].toSorted() }).toEqual({ role, may: [...ofRole].toSorted() });
  }
});

test("the defaults of settings are those of the code", () => {
  const said = [...page.matchAll(/`([a-z_]+)` \((\d+)\)/g)].map(([, key = "", value]) => [key, Number(value)] as const);
  expect(said.length).toBeGreaterThan(4);
  const defaults = new Map(Object.entries(settings).map(([key, setting]) => [key, setting.default]));
  expect(said).toEqual(said.map(([key]) => [key, defaults.get(key)]));
});

/** "1.1.1–2, 1.2.9" in the first cell of a line stands for three requirements. */
function answeredIds(): string[] {
  return firstCells(page)
    .flatMap((cell) => cell.split(", "))
    .flatMap((item) => {
      const [, section = "", first, last = first] = /^(\d+\.\d+)\.(\d+)(?:–(\d+))?$/.exec(item) ?? [];
      return section ? idsOf(section, Number(first), Number(last)) : [item];
    });
}

function firstCells(text: string): string[] {
  return [...text.matchAll(/^\| (\d[^|]*) \|/gm)].map(([, cell = ""]) => cell);
}

function idsOf(section: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${section}.${first + index}`);
}
