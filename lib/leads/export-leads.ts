import { ctaWords } from "@/lib/calls/cta-words";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { decodeLeadCursor } from "./lead-cursor";
import { listLeadsUncounted } from "./list-leads";
import type { LeadFilters, LeadListItem, LeadSort } from "./schema";
import { temperatureWords } from "./temperature-words";

const leadsPerRead = 500;

const columns: Readonly<Record<string, (lead: LeadListItem) => unknown>> = {
  Name: ({ name }) => name,
  Phone: ({ phone }) => phone?.e164,
  Email: ({ email }) => email,
  Company: ({ company }) => company,
  Temperature: ({ temperature }) => temperatureWords[temperature],
  Score: ({ latestScore }) => latestScore,
  "Best score": ({ bestScore }) => bestScore,
  Qualified: ({ isQualified }) => (isQualified ? "Yes" : "No"),
  "Asked for": ({ ctas }) => ctas.map((cta) => ctaWords[cta]).join(", "),
  "Demo (UTC)": ({ demoAt }) => demoAt,
  "Follow-up": ({ followUpDay }) => followUpDay,
  Customer: ({ customer }) => customer?.reference,
  Calls: ({ callCount }) => callCount,
  Agent: ({ agent }) => agent.name,
  "Last call (UTC)": ({ latestCallAt }) => latestCallAt,
};

/** Every lead that a list would show, page by page in its order. Instants are in UTC, the day of a follow-up in the tenant's zone. */
export function exportLeads(
  ctx: Context,
  input: { filters: LeadFilters; sort: LeadSort },
): { header: string[]; pages: AsyncGenerator<unknown[][]> } {
  requirePermission(ctx, "lead.read");
  const { filters, sort } = input;
  async function* pages() {
    let at: string | null = null;
    do {
      const cursor = at === null ? null : decodeLeadCursor(at, sort);
      const page = await listLeadsUncounted(ctx, { filters, sort, cursor, limit: leadsPerRead });
      yield page.leads.map((lead) => Object.values(columns).map((value) => value(lead)));
      at = page.nextCursor;
    } while (at !== null);
  }
  return { header: Object.keys(columns), pages: pages() };
}
