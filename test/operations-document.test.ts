import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "..");
const page = readFileSync(path.join(root, "docs/operations.md"), "utf8");
const sources = ["app", "bin", "lib"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/\.test\.ts$|generated/.test(file))
    .map((file) => readFileSync(path.join(root, folder, file), "utf8")),
);
const found = (pattern: RegExp, texts: readonly string[]) =>
  [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? "")))].sort();

test("every metric is explained, and none that is not there", () => {
  const inCode = found(/"(callwright_\w+)"/g, sources).filter((name) => name !== "callwright_");
  expect(inCode.length).toBeGreaterThan(20);
  expect(found(/`(callwright_\w+)`/g, [page])).toEqual(inCode);
});

test("every warning and error that the log may hold is explained", () => {
  const inCode = found(/\.(?:warn|error)\(\s*\{[\s\S]*?\},\s*"([^"]+)"/g, sources);
  expect(inCode.length).toBeGreaterThan(10);
  expect(inCode.filter((message) => !page.includes(message))).toEqual([]);
});

const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

test("every command that is named exists", () => {
  expect(found(/npm run ([\w:]+)/g, [page]).filter((name) => !(name in scripts))).toEqual([]);
});

const units = [...page.matchAll(/`\/etc\/systemd\/system\/([\w-]+\.service)`[\s\S]*?```ini\n([\s\S]*?)```/g)].map(
  ([, name = "", text = ""]) => ({ name, text }),
);

test("there is a unit for everything in one, for the web and for the worker", () => {
  expect(units.map(({ name }) => name)).toEqual([
    "callwright.service",
    "callwright-web.service",
    "callwright-worker.service",
  ]);
});

test.each(units)("$name starts programs that exist, again whenever they end, and stops them in order", ({ text }) => {
  const programs = found(/^ExecStart(?:Pre)?=\/usr\/bin\/node (?:--max-\S+ )*--import tsx (\S+)$/gm, [text]);
  expect(programs.length).toBe(text.match(/^ExecStart/gm)?.length);
  expect(programs.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  const [main = ""] = found(/^ExecStart=\/usr\/bin\/(.+)$/gm, [text]);
  expect(Object.values(scripts)).toContain(main);
  for (const line of ["Restart=always", "KillMode=mixed", "Type=exec", "WantedBy=multi-user.target"]) {
    expect(text.split("\n")).toContain(line);
  }
});
