import path from "node:path";
import { parseSync } from "oxc-parser";

export type Import = {
  /** As it is written. */
  specifier: string;
  /** The path from the project's root of a file of its own; null for a package. */
  file: string | null;
  /** Whether nothing but types comes of it. */
  isType: boolean;
};

const endings = ["", ".ts", ".tsx", ".mts", ".mjs", ".d.ts", "/index.ts", "/index.tsx"];

/**
 * The imports of a file: static, dynamic, re-exported, and those of types.
 * @throws Error when the file cannot be parsed, or imports a file that is not there.
 */
export function readImports(file: string, source: string, isFile: (file: string) => boolean): Import[] {
  const { module, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      isType: entries.length > 0 && entries.every(({ isType }) => isType),
    })),
    ...module.staticExports
      .flatMap(({ entries }) => entries)
      .flatMap(({ moduleRequest, isType }) => (moduleRequest ? [{ specifier: moduleRequest.value, isType }] : [])),
    ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const literal = /^["'`]([^"'`$]+)["'`]$/.exec(source.slice(start, end));
      return literal?.[1] ? [{ specifier: literal[1], isType: false }] : [];
    }),
    // Types that are named in place.
    ...[...source.matchAll(/(?<!await |\/\/.*)\bimport\((["'])([^"']+)\1\)\.[A-Z]/g)].map(([, , specifier = ""]) => ({
      specifier,
      isType: true,
    })),
  ];
  return found.map((each) => ({ ...each, file: resolve(file, each.specifier, isFile) }));
}

function resolve(from: string, specifier: string, isFile: (file: string) => boolean): string | null {
  const isOwn = specifier.startsWith(".") || specifier.startsWith("@/");
  if (!isOwn) return null;
  const target = specifier.startsWith("@/")
    ? path.normalize(specifier.slice(2))
    : path.join(path.dirname(from), specifier);
  const found = endings.map((ending) => `${target}${ending}`).find(isFile);
  if (found === undefined) throw new Error(`${from} imports ${specifier}, which is not there.`);
  return found;
}
