import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * Reads the routes of the build, so that an address is named by its pattern: labels of metrics are few, and hold nobody's ids.
 * @param {string} projectFolder
 * @returns {(url: string | undefined) => string}
 */
export function routeMatcher(projectFolder) {
  const { staticRoutes, dynamicRoutes } = readRoutes(path.join(projectFolder, ".next/routes-manifest.json"));
  const fixed = new Set(staticRoutes.map(({ page }) => page));
  const patterns = dynamicRoutes.map(({ page, regex }) => ({ page, regex: new RegExp(regex) }));
  return (url = "") => {
    const pathname = url.split("?", 1)[0] ?? "";
    if (pathname.startsWith("/_next/")) return "/_next";
    const bare = pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname;
    if (fixed.has(bare)) return bare;
    return patterns.find(({ regex }) => regex.test(bare))?.page ?? "unmatched";
  };
}

/** In development there is no build, and every address is unmatched. */
function readRoutes(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { staticRoutes: [], dynamicRoutes: [] };
  }
}
