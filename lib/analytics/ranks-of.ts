import type { Figures } from "./figures";

type Ranked = Pick<Figures, "qualifiedLeads" | "leads" | "successfulCalls">;

/**
 * Places by qualified leads, then leads, then successful calls, as the trends have them: 1 is best and ties share a place. Null for
 * whoever had neither a call nor a lead.
 */
export function ranksOf(all: readonly (Ranked & Pick<Figures, "calls">)[]): (number | null)[] {
  const active = all.filter(isActive);
  return all.map((one) => (isActive(one) ? 1 + active.filter((other) => compare(other, one) > 0).length : null));
}

function isActive({ calls, leads }: Pick<Figures, "calls" | "leads">): boolean {
  return calls > 0 || leads > 0;
}

function compare(a: Ranked, b: Ranked): number {
  return a.qualifiedLeads - b.qualifiedLeads || a.leads - b.leads || a.successfulCalls - b.successfulCalls;
}
