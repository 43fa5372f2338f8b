import type { Imports } from "./find-breaches";

/** What React is told of a module by its first line; null where nothing is said. */
export type Directive = "use client" | "use server" | null;
export type Directives = ReadonlyMap<string, Directive>;

const isComponent = (file: string) => /^(?:app|components)\/.*\.tsx$/.test(file);
const isRoute = (file: string) =>
  /^app\/(?:.*\/)?(?:page|layout|template|loading|error|global-error|not-found|forbidden|route)\.tsx?$/.test(file);

export type ClientModules = {
  /** Components that run on the server alone. */
  serverOnly: string[];
  /** Components that run on the server where a page draws them, and in the browser where a client module does. */
  shared: string[];
  /** Components that only client modules draw, so that they are always sent to the browser. */
  clientOnly: string[];
  /** Modules that begin with "use client" although no server module imports them. */
  superfluous: string[];
};

/** Follows the imports from the routes: the first "use client" on a way is the boundary, and whatever lies behind it is sent to the browser. */
export function findClientModules(imports: Imports, directives: Directives): ClientModules {
  const server = new Set<string>();
  const boundary = new Set<string>();
  const open = [...imports.keys()].filter(isRoute);
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (directives.get(file) === "use client") boundary.add(file);
    else if (!server.has(file)) {
      server.add(file);
      open.push(...valuesOf(file, imports));
    }
  }
  const client = new Set<string>();
  const behind = [...boundary];
  for (let file = behind.pop(); file !== undefined; file = behind.pop()) {
    if (client.has(file) || directives.get(file) === "use server") continue;
    client.add(file);
    behind.push(...valuesOf(file, imports));
  }
  const components = [...imports.keys()].filter(isComponent);
  return {
    serverOnly: components.filter((file) => server.has(file) && !client.has(file)),
    shared: components.filter((file) => server.has(file) && client.has(file)),
    clientOnly: components.filter((file) => client.has(file) && !server.has(file)),
    superfluous: [...directives.keys()].filter((file) => directives.get(file) === "use client" && !boundary.has(file)),
  };
}

/** The files of which something remains when types are taken away. */
const valuesOf = (file: string, imports: Imports) =>
  (imports.get(file) ?? []).flatMap(({ file: target, isType }) => (target === null || isType ? [] : [target]));
