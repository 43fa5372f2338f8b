import type { CallListItem } from "@/lib/calls/schema";

/** The address of a call's page, opened from a list: it links to the neighbouring calls, and to the turn that matches the search. */
export function callHref({ id, snippet }: Pick<CallListItem, "id" | "snippet">, list: string): string {
  const params = new URLSearchParams();
  const q = new URLSearchParams(list).get("q");
  if (snippet) params.set("t", String(snippet.atSeconds));
  if (snippet && q) params.set("q", q);
  const from = listQuery(list);
  if (from) params.set("list", from);
  return params.size > 0 ? `/calls/${id}?${params}` : `/calls/${id}`;
}

/** What of a list's address says which calls are in it and in which order. */
export function listQuery(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of ["at", "columns", "view"]) params.delete(name);
  return params.toString();
}
