import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

const root = path.join(import.meta.dirname, "../..");
const probesFolder = path.join(root, "test/lint-probes");

type Probe = { file: string; expected: string; elsewhere: string | undefined };

/** The first line of a probe names the rule that must bite, and a place where the same text is allowed. */
function readProbe(file: string): Probe {
  const [firstLine = ""] = readFileSync(path.join(probesFolder, file), "utf8").split("\n");
  const [, expected = "", folder] = /^\/\/ expects (\S+?)(?:, but not in (\S+))?$/.exec(firstLine) ?? [];
  return { file, expected, elsewhere: folder && path.join(folder, path.basename(file)) };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
}

const probes = filesBelow(probesFolder).map(readProbe);
const Report = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

let project: string;
let findings: Map<string, string[]>;

/** The probes, where their names say they are, in a project with nothing but the product's rules. */
beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), "callwright-lint-"));
  cpSync(path.join(root, "biome.json"), path.join(project, "biome.json"));
  for (const { file, elsewhere } of probes) {
    for (const place of [file, elsewhere ?? []].flat()) {
      mkdirSync(path.dirname(path.join(project, place)), { recursive: true });
      cpSync(path.join(probesFolder, file), path.join(project, place));
    }
  }
  const { stdout } = spawnSync(
    path.join(root, "node_modules/@biomejs/biome/bin/biome"),
    ["lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."],
    { cwd: project, encoding: "utf8" },
  );
  findings = new Map();
  for (const { category, location } of Report.parse(JSON.parse(stdout)).diagnostics) {
    findings.set(location.path, [...(findings.get(location.path) ?? []), category]);
  }
});
afterAll(() => rmSync(project, { recursive: true }));

test.each(probes)("the lint rules find $expected in $file", ({ file, expected, elsewhere }) => {
  expect(findings.get(file) ?? ["nothing"]).toEqual([expected]);
  if (elsewhere) expect(findings.get(elsewhere)).toBeUndefined();
});

test("every link and navigation shows that it is in progress", () => {
  const sources = ["app", "components"].flatMap((folder) =>
    filesBelow(path.join(root, folder)).map((file) => path.join(folder, file)),
  );
  const goesAround = (file: string) => {
    const text = readFileSync(path.join(root, file), "utf8");
    return /from "next\/link"|\buseRouter\b[^;]*from "next\/navigation"|<form[^>]*method="get"/.test(text);
  };
  expect(sources.filter(goesAround).sort()).toEqual([
    // Both render the page again, when time has passed or data changes elsewhere, which nobody pressed for.
    "components/live/refresh-every.tsx",
    "components/live/refresh-on-change.tsx",
    "components/navigation/get-form.tsx",
    "components/navigation/link.tsx",
    "components/navigation/use-router.ts",
  ]);
});

test("nothing hides in an index.ts or a folder named utils", () => {
  const folders = ["app", "bin", "components", "lib", "prisma", "scripts"];
  const sources = folders.flatMap((folder) =>
    filesBelow(path.join(root, folder)).map((file) => path.join(folder, file)),
  );
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.filter((file) => /(^|\/)(utils?|helpers?)\/|\/index\.tsx?$/.test(file))).toEqual([]);
});
