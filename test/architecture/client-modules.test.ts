import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type ClientModules, type Directive, findClientModules } from "./client-modules";
import { type Import, readImports } from "./read-imports";

const root = path.join(import.meta.dirname, "../..");
const isFile = (file: string) => statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() ?? false;
const directiveOf = (source: string): Directive =>
  (["use client", "use server"] as const).find((directive) => source.startsWith(`"${directive}";`)) ?? null;

let modules: ClientModules;
beforeAll(() => {
  const sources = ["app", "components", "lib"]
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
        path.join(folder, file),
      ),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|^lib\/db\/generated/.test(file))
    .map((file) => [file, readFileSync(path.join(root, file), "utf8")] as const);
  modules = findClientModules(
    new Map(sources.map(([file, source]) => [file, readImports(file, source, isFile)])),
    new Map(sources.map(([file, source]) => [file, directiveOf(source)])),
  );
});

test('a module begins with "use client" only where a server module imports it', () => {
  expect(modules.superfluous).toEqual([]);
});

test("a leaf behind the boundary, a component of both sides and one of the server are distinguished", () => {
  const imported = (file: string): Import => ({ specifier: file, file, isType: false });
  const { superfluous, clientOnly, shared, serverOnly } = findClientModules(
    new Map([
      [
        "app/page.tsx",
        [imported("components/form.tsx"), imported("components/badge.tsx"), imported("components/rows.tsx")],
      ],
      [
        "components/form.tsx",
        [imported("components/field.tsx"), imported("components/badge.tsx"), imported("app/save.ts")],
      ],
      ["components/field.tsx", []],
      ["components/badge.tsx", []],
      ["components/rows.tsx", [{ ...imported("components/field.tsx"), isType: true }]],
      ["app/save.ts", [imported("components/mail.tsx")]],
      ["components/mail.tsx", []],
    ]),
    new Map<string, Directive>([
      ["components/form.tsx", "use client"],
      ["components/field.tsx", "use client"],
      ["app/save.ts", "use server"],
    ]),
  );
  expect(superfluous).toEqual(["components/field.tsx"]);
  expect(clientOnly).toEqual(["components/form.tsx", "components/field.tsx"]);
  expect(shared).toEqual(["components/badge.tsx"]);
  expect(serverOnly).toEqual(["app/page.tsx", "components/rows.tsx"]);
});
