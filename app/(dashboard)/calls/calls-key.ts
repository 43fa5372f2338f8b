/** Where the browser keeps a page of the list; keys that begin with "live" are fetched again on every change. */
export function callsKey(search: string) {
  return ["live", "calls", search] as const;
}
