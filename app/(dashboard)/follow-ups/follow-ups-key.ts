/** Where the browser keeps a page of the follow-ups; keys that begin with "live" are fetched again on every change. */
export function followUpsKey(search: string) {
  return ["live", "follow-ups", search] as const;
}
