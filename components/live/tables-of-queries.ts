/** What each kind of live query is read from, by the second part of its key; one that is not named is read again on every change. */
const tables: Readonly<Record<string, readonly string[]>> = {
  calls: ["calls", "lead_analytics", "agents"],
  leads: ["lead_analytics", "calls", "customers", "agents"],
  contacts: ["contacts", "customers", "calls"],
  customers: ["customers", "contacts"],
  "follow-ups": ["follow_ups"],
  notifications: ["lead_analytics", "users", "agents"],
};

/** Tables that changed; null for whatever may have. */
export type ChangedTables = ReadonlySet<string> | null;

/** Whether a query shows anything of what changed. */
export function isConcerned(queryKey: readonly unknown[], changed: ChangedTables): boolean {
  const [live, kind] = queryKey;
  if (live !== "live") return false;
  const own = typeof kind === "string" ? tables[kind] : undefined;
  return changed === null || own === undefined || own.some((table) => changed.has(table));
}
