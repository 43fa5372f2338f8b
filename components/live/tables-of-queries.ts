/**
 * What each kind of live query is read from, by the second part of its key; one that is not named is read again on every change.
 * test/tables-of-queries.db.test.ts holds it against the statements of each.
 */
const tables: Readonly<Record<string, readonly string[]>> = {
  calls: ["calls", "lead_analytics", "agent_call_outcomes", "agents", "agent_analytics", "call_segment_analytics"],
  leads: ["lead_analytics", "calls", "customers", "agents", "contacts", "follow_ups", "users"],
  contacts: ["contacts", "customers", "calls", "contact_imports", "users"],
  customers: ["customers", "contacts", "users"],
  "follow-ups": ["follow_ups", "lead_analytics"],
  notifications: ["lead_analytics", "users", "agents", "calls"],
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
