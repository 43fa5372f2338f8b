import type { CallTotals } from "./totals";

type Ranked = Pick<CallTotals, "qualifiedLeads" | "leads" | "successfulCalls">;

/**
 * Ranks by qualified leads, then leads, then successful calls, as in the trends: 1 is best and ties share a rank. Null for agents without
 * calls and leads.
 */
export function ranksOf(all: readonly (Ranked & Pick<CallTotals, "calls">)[]): (number | null)[] {
  const active = all.filter(isActive);
  return all.map((one) => (isActive(one) ? 1 + active.filter((other) => compare(other, one) > 0).length : null));
}

function isActive({ calls, leads }: Pick<CallTotals, "calls" | "leads">): boolean {
  return calls > 0 || leads > 0;
}

function compare(a: Ranked, b: Ranked): number {
  return a.qualifiedLeads - b.qualifiedLeads || a.leads - b.leads || a.successfulCalls - b.successfulCalls;
}
