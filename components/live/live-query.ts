import type { Query } from "@tanstack/react-query";
import type { LiveList } from "@/lib/lists/list-field";
import { fetchJson } from "./fetch-json";

/** Where the browser keeps a page of a list. */
export const liveKey = ({ name }: Pick<LiveList, "name">, search = "") => ["live", name, search] as const;

/** A page of a list as its route handler answers it, fetched again when what it shows changes. */
export function liveQuery<T>(list: LiveList, search: string) {
  return {
    queryKey: liveKey(list, search),
    queryFn: ({ signal }: { signal: AbortSignal }) => fetchJson<T>(`/api/${list.name}?${search}`, signal),
    meta: { tables: list.tables },
    refetchInterval: list.everySeconds ? list.everySeconds * 1_000 : (false as const),
  };
}

/** Tables that changed; null for whatever may have. */
export type ChangedTables = ReadonlySet<string> | null;

/** Whether a query shows anything of what changed: one whose key begins with "live", and that names its tables or may show of any. */
export function isConcerned({ queryKey, meta }: Pick<Query, "queryKey" | "meta">, changed: ChangedTables): boolean {
  if (queryKey[0] !== "live") return false;
  const tables = meta?.tables;
  if (changed === null || !Array.isArray(tables)) return true;
  return tables.some((table) => changed.has(table));
}
