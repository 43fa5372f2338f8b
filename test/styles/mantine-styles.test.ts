import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "../..");
const mantine = path.join(root, "node_modules/@mantine/core");

const sources = ["app", "components"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(tsx?|css)$/.test(file))
    .map((file) => readFileSync(path.join(root, folder, file), "utf8")),
);

/** Components that some file takes from Mantine. */
function componentsInUse(): string[] {
  const names = sources.flatMap((source) =>
    [...source.matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)].flatMap(([, list = ""]) =>
      list.split(",").map((name) => name.trim()),
    ),
  );
  return [...new Set(names.filter((name) => /^[A-Z]/.test(name)))];
}

/** The style sheets of a component and of every component that it is made of. */
function stylesOf(component: string): string[] {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    for (const [, from = ""] of readFileSync(file, "utf8").matchAll(/from "(\.[^"]+\.mjs)"/g))
      visit(path.resolve(path.dirname(file), from));
  };
  visit(path.join(mantine, `esm/components/${component}/${component}.mjs`));
  return [...seen]
    .flatMap((file) => /([^/]+)\.module\.mjs$/.exec(file)?.[1] ?? [])
    .filter((name) => existsSync(path.join(mantine, `styles/${name}.layer.css`)));
}

const loaded = new Set(
  sources.flatMap((source) =>
    [...source.matchAll(/@mantine\/core\/styles\/([\w-]+)\.layer\.css/g)].map(([, name]) => name),
  ),
);

test("every component of Mantine that is in use brings its style sheets, and those of what it is made of", () => {
  const inUse = componentsInUse();
  expect(inUse).toEqual(expect.arrayContaining(["Button", "MantineProvider"]));
  expect(stylesOf("PasswordInput")).toEqual(expect.arrayContaining(["PasswordInput", "Input", "ActionIcon"]));
  const missing = inUse.flatMap((component) =>
    stylesOf(component)
      .filter((name) => !loaded.has(name))
      .map((name) => `${component} needs @mantine/core/styles/${name}.layer.css`),
  );
  expect(missing).toEqual([]);
});

test("no page loads the style sheet of all of Mantine", () => {
  const whole = /@mantine\/core\/styles(\.layer)?\.css/;
  expect(sources.filter((source) => whole.test(source))).toEqual([]);
});

const unusedColors = ["blue", "cyan", "grape", "green", "indigo", "lime", "orange", "pink", "violet", "yellow"];

test("the variables are Mantine's own but for those of colours that nothing uses", () => {
  const without = (css: string) =>
    css
      .replaceAll(/\/\*[\s\S]*?\*\//g, "")
      .replaceAll(new RegExp(`--mantine-color-(?:${unusedColors.join("|")})-[\\w-]+:[^;]*;`, "g"), "")
      .replaceAll("'", '"')
      .replaceAll(/\s+/g, " ")
      .trim();
  const own = readFileSync(path.join(root, "components/shell/mantine-variables.css"), "utf8");
  const theirs = readFileSync(path.join(mantine, "styles/default-css-variables.layer.css"), "utf8");
  expect(without(own)).toBe(without(theirs));
  const used = new RegExp(
    `\\b(?:color|c|bg)="(?:${unusedColors.join("|")})[".]|--mantine-color-(?:${unusedColors.join("|")})-`,
  );
  expect(sources.filter((source) => used.test(source) && !source.includes("@layer mantine"))).toEqual([]);
});
