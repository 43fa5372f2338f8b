import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const projectRoot = path.join(import.meta.dirname, "../..");
const readJson = (file: string): unknown =>
  JSON.parse(readFileSync(path.join(projectRoot, ".next/server", file), "utf8"));

/** Every page and route handler of the last build, as `/(dashboard)/calls/[id]/page`. */
export function routesOfBuild(): string[] {
  return Object.keys(z.record(z.string(), z.string()).parse(readJson("app-paths-manifest.json"))).sort();
}

/** Every layout of the sources, as `/(dashboard)/layout`. */
export function layouts(): string[] {
  return readdirSync(path.join(projectRoot, "app"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)(layout|template)\.tsx$/.test(file))
    .map((file) => `/${file.replace(/\.tsx$/, "")}`)
    .sort();
}

const Actions = z.record(
  z.string(),
  z.object({ filename: z.string().optional(), exportedName: z.string().optional() }),
);

function readActions() {
  const manifest = z.object({ node: Actions, edge: Actions }).parse(readJson("server-reference-manifest.json"));
  return [...Object.entries(manifest.node), ...Object.entries(manifest.edge)];
}

/** The ids under which the last build serves its actions. */
export const actionIdsOfBuild = () => readActions().map(([id]) => id);

/** The id under which the last build serves each action. */
export function actionsById(): Map<string, string> {
  return new Map(readActions().map(([id, { filename, exportedName }]) => [`${filename} ${exportedName}`, id]));
}

/** Every server action that the last build serves, as `app/(auth)/register/actions.ts register`. */
export function actionsOfBuild(): string[] {
  return readActions()
    .map(([id, { filename, exportedName }]) => (filename && exportedName ? `${filename} ${exportedName}` : id))
    .sort();
}

/** The address of a route, its dynamic segments filled in. */
export function addressOf(route: string, fillIn: (segment: string) => string = (segment) => segment): string {
  const segments = route
    .split("/")
    .slice(1, -1)
    .filter((segment) => !/^\(.*\)$/.test(segment));
  return `/${segments.map((segment) => (segment.startsWith("[") ? fillIn(segment) : segment)).join("/")}`;
}

export const isPage = (route: string) => route.endsWith("/page");
export const hasDynamicSegment = (route: string) => /\/\[/.test(route);
