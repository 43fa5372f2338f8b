/** Where the browser keeps a page of the list; keys that begin with "live" are fetched again on every change. */
export function leadsKey(search: string) {
  return ["live", "leads", search] as const;
}
