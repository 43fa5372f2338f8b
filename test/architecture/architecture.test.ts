import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { findBreaches, type Rule } from "./find-breaches";
import { type Import, readImports } from "./read-imports";
import { packages, reach, tiers } from "./rules";

const root = path.join(import.meta.dirname, "../..");
let imports: Map<string, Import[]>;

beforeAll(() => {
  const folders = ["app", "bench", "bin", "components", "e2e", "lib", "prisma", "scripts", "simulators", "test"];
  const below = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
  );
  const files = [...readdirSync(root), ...below].filter(
    (file) => /\.(?:ts|tsx|mjs)$/.test(file) && !/^test\/lint-probes\/|^lib\/db\/generated/.test(file),
  );
  const read = (file: string) => readImports(file, readFileSync(path.join(root, file), "utf8"), isFile);
  imports = new Map(files.map((file) => [file, read(file)]));
});

const isFile = (file: string) => statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() ?? false;

test("no file imports against the rules of its folder, its tier or private names, and there are no cycles", () => {
  expect(imports.size).toBeGreaterThan(1_000);
  expect([...imports.keys()].flatMap((file) => findBreaches(file, imports))).toEqual([]);
});

test("every folder of lib has a tier, and is in no more than one", () => {
  const folders = readdirSync(path.join(root, "lib"));
  const listed = tiers.flat();
  expect(folders.filter((folder) => !listed.includes(folder))).toEqual([]);
  expect(listed).toHaveLength(new Set(listed).size);
});

test("every room and every folder that knows a package is there, or will be when the package is used", () => {
  const installed: string[] = Object.keys(
    JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).dependencies,
  );
  const known = packages
    .filter(({ names }) => names.some((name) => installed.some((each) => each === name || each.startsWith(name))))
    .flatMap(({ knownIn }) => knownIn);
  expect([...Object.keys(reach), ...known].filter((place) => !existsSync(path.join(root, place)))).toEqual([]);
});

type Probe = { rule: Rule; where: string; source: string; allowedIn?: string };

const probes: readonly Probe[] = [
  { rule: "reach", where: "lib/jobs/probe.ts", source: 'export const probe = () => import("@/app/page");' },
  { rule: "reach", where: "lib/analytics/probe.ts", source: 'import { Page } from "@/components/shell/page"; Page;' },
  {
    rule: "reach",
    where: "lib/calls/list/probe.ts",
    source: 'export type { Page } from "../../../components/shell/page";',
  },
  {
    rule: "reach",
    where: "components/probe.ts",
    source: 'import Home from "../app/page"; Home;',
    allowedIn: "app/probe.ts",
  },
  {
    rule: "reach",
    where: "app/probe.ts",
    source: 'import { startSimulator } from "@/simulators/elevenlabs/server/start-simulator"; startSimulator;',
  },
  {
    rule: "reach",
    where: "simulators/smtp/probe.ts",
    source: 'import type { Database } from "@/lib/db/database"; export type Probe = Database;',
    allowedIn: "lib/db/probe.ts",
  },
  {
    rule: "tier",
    where: "lib/platform/probe.ts",
    source: 'import type { Database } from "../db/database"; export type Probe = Database;',
    allowedIn: "lib/db/probe.ts",
  },
  {
    rule: "tier",
    where: "lib/calls/list/probe.ts",
    source: 'import { receiveWebhook } from "../../ingest/intake/receive-webhook"; receiveWebhook;',
    allowedIn: "lib/jobs/probe.ts",
  },
  {
    rule: "tier",
    where: "lib/contacts/probe.ts",
    source: 'export const probe: import("@/lib/calls/schema").CallSort = "newest";',
  },
  {
    rule: "private",
    where: "lib/leads/probe.ts",
    source: 'import { callTables } from "@/lib/calls/_call-tables"; callTables;',
    allowedIn: "lib/calls/list/probe.ts",
  },
  {
    rule: "private",
    where: "lib/calls/probe.test.ts",
    source: 'import { findCalls } from "./list/_search-functions"; findCalls;',
    allowedIn: "lib/calls/list/probe.test.ts",
  },
  {
    rule: "browser",
    where: "components/probe.ts",
    source: 'import { listCalls } from "../lib/calls/list/list-calls"; listCalls;',
    allowedIn: "app/probe.ts",
  },
  {
    rule: "browser",
    where: "components/probe.ts",
    source: 'export { listCalls, type PageInput } from "@/lib/calls/list/list-calls";',
    allowedIn: "app/probe.ts",
  },
  {
    rule: "package",
    where: "app/probe.ts",
    source: 'import { Client } from "pg"; Client;',
    allowedIn: "lib/db/probe.ts",
  },
  {
    rule: "package",
    where: "app/probe.ts",
    source: 'export const probe = import("@prisma/client");',
    allowedIn: "lib/db/probe.ts",
  },
  {
    rule: "package",
    where: "app/probe.ts",
    source: 'import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js"; ElevenLabsClient;',
    allowedIn: "lib/elevenlabs/probe.ts",
  },
  {
    rule: "package",
    where: "lib/auth/sessions/probe.ts",
    source: 'import { cache } from "react"; cache;',
    allowedIn: "app/probe.ts",
  },
  {
    rule: "package",
    where: "lib/account/probe.ts",
    source: 'import { createTransport } from "nodemailer"; createTransport;',
    allowedIn: "lib/mail/probe.ts",
  },
  {
    rule: "package",
    where: "lib/ingest/probe.ts",
    source: 'import type { Task } from "graphile-worker"; export type Probe = Task;',
    allowedIn: "lib/jobs/upkeep/probe.ts",
  },
  {
    rule: "generated",
    where: "components/probe.ts",
    source: 'import type { DB } from "@/lib/db/generated-tables/tables"; export type Probe = DB;',
    allowedIn: "lib/calls/probe.ts",
  },
  {
    rule: "circle",
    where: "lib/access/permissions.ts",
    source: 'export { requirePermission } from "./require-permission";',
  },
];

const breachesOf = (where: string, source: string) =>
  findBreaches(where, new Map([...imports, [where, readImports(where, source, isFile)]]));

test.each(probes)("the rule of $rule bites in $where: $source", ({ rule, where, source, allowedIn }) => {
  expect(breachesOf(where, source)).toEqual([expect.objectContaining({ rule })]);
  if (allowedIn)
    expect(
      breachesOf(
        allowedIn,
        source.replace(/"\.\.?\/[^"]*"/, (relative) => inRoot(where, relative)),
      ),
    ).toEqual([]);
});

/** The import of a probe as it is written from anywhere. */
function inRoot(where: string, quoted: string): string {
  return `"@/${path.join(path.dirname(where), quoted.slice(1, -1))}"`;
}

test("an import of a file that is not there is an error, not a package", () => {
  expect(() => breachesOf("lib/calls/probe.ts", 'import "./gone";')).toThrow("lib/calls/probe.ts imports ./gone");
});
