import type { SavedView } from "@/lib/views/schema";

/** What of an address a view keeps: all but the cursor and the view's own name. */
export function viewQuery(params: URLSearchParams): string {
  const kept = new URLSearchParams(params);
  kept.delete("at");
  kept.delete("saved");
  return kept.toString();
}

export function viewHref(page: string, { id, query }: SavedView): string {
  const params = new URLSearchParams(query);
  params.set("saved", id);
  return `${page}?${params}`;
}

/** Whether two queries ask for the same, in whatever order they say it. */
export function isSameView(one: string, other: string): boolean {
  const sorted = (query: string) => {
    const params = new URLSearchParams(query);
    params.sort();
    return params.toString();
  };
  return sorted(one) === sorted(other);
}
