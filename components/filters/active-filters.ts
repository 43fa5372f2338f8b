import type { ActiveFilters, Filter } from "./filter";

type Params = Readonly<Record<string, string | string[] | undefined>>;

/**
 * The offered filters that are in force, each as the address writes it.
 * @param filters what was understood of the address.
 */
export function activeFilters(offered: readonly Filter[], filters: object, params: Params): ActiveFilters {
  const understood = new Set(Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : name)));
  return Object.fromEntries(
    offered.flatMap(({ name }) => {
      const value = params[name];
      return understood.has(name) && typeof value === "string" ? [[name, value]] : [];
    }),
  );
}
