/** Where the browser keeps a page of the list; keys that begin with "live" are fetched again on every change. */
export function customersKey(search: string) {
  return ["live", "customers", search] as const;
}
