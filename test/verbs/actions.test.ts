import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const projectRoot = path.join(import.meta.dirname, "../..");

/** The ways to make a server action, and their files: for somebody signed in, an administrator, a session that is not yet, and anybody. */
const wrapperFiles: Readonly<Record<string, string>> = {
  action: "_action",
  adminAction: "_admin-action",
  sessionAction: "_session-action",
  publicAction: "_public-action",
};
const wrappers = Object.keys(wrapperFiles);

const directive = /^\s*["']use server["']/m;
const isActionFile = (source: string) => /^(?:\s|\/\/.*\n)*["']use server["']/.test(source);

/** What is wrong with the server actions of a file, one sentence for each. */
function actionFaults(source: string): string[] {
  if (!directive.test(source)) return [];
  if (!isActionFile(source)) return ["a server action stands within another file; give it a file of its own"];
  const exports = [...source.matchAll(/^export\s+(?!type\b)[\s\S]*?(?=^export\s|$(?![\s\S]))/gm)].map(([text]) => text);
  const made = new RegExp(
    `^export async function (\\w+)\\([^)]*\\)(?:: [^{]+)? \\{\\s*return (?:${wrappers.join("|")})\\([\\s\\S]*\\);\\s*\\}\\s*(?:/\\*\\*[^*]*\\*/\\s*)?$`,
  );
  return [
    ...exports
      .filter((text) => !made.test(text))
      .map((text) => `${text.split("\n")[0]} … is not one call of a wrapper`),
    ...wrappers
      .filter((name) => new RegExp(`\\b${name}\\(`).test(source) && !importsWrapper(source, name))
      .map((name) => `${name} is not the wrapper of app/`),
  ];
}

function importsWrapper(source: string, name: string): boolean {
  const file = wrapperFiles[name];
  return new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "(?:@/app|(?:\\.\\./)+|\\.)/?${file}"`).test(source);
}

test("every server action is made by a wrapper that says whose it is", () => {
  const faults = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) =>
        actionFaults(readFileSync(path.join(projectRoot, folder, file), "utf8")).map(
          (fault) => `${folder}/${file}: ${fault}`,
        ),
      ),
  );
  expect(faults).toEqual([]);
});

const imports =
  'import { action } from "../../_action";\nimport { publicAction } from "../../_public-action";\nimport { verb } from "@/lib/x";\n';
const good = `export async function save(data: FormData) {
  return action(data, { permission: "account.update", fields: ["name"], verb });
}
`;

test.each([
  [
    "one of each wrapper",
    `"use server";\n\n${imports}\n${good}\nexport async function join(data: FormData): Promise<unknown> {\n  return publicAction(data, ["email"], verb);\n}\n`,
    0,
  ],
  ["no action at all", 'export function other() {\n  return "use server";\n}\n', 0],
  [
    "one that does its work itself",
    `"use server";\n${imports}${good}export async function leak(id: string) {\n  return verb(id);\n}\n`,
    1,
  ],
  [
    "one that works before it asks",
    `"use server";\n${imports}export async function leak(data: FormData) {\n  await verb(data);\n  return action(data, { verb });\n}\n`,
    1,
  ],
  ["an exported arrow", `"use server";\n${imports}export const leak = async (id: string) => verb(id);\n`, 1],
  ["a re-export", `"use server";\n${imports}${good}export { verb };\n`, 1],
  ["a wrapper of its own", `"use server";\nimport { verb } from "@/lib/x";\nconst action = verb;\n${good}`, 1],
  [
    "an action within a component",
    'export function Page() {\n  async function leak() {\n    "use server";\n  }\n}\n',
    1,
  ],
])("%s: %#", (_, source, faults) => {
  expect(actionFaults(source)).toHaveLength(faults);
});
