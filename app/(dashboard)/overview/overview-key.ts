/** Where the browser keeps the Overview of a period; keys that begin with "live" are fetched again on every change. */
export function overviewKey(search: string) {
  return ["live", "overview", search] as const;
}
