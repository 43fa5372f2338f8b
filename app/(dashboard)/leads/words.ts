import { choicesOf, type Filter } from "@/components/filters/filter";
import { ctaWords } from "@/lib/calls/cta-words";
import type { CallDirection, CallSource } from "@/lib/calls/schema";
import type { LeadFilterName, LeadFilters, LeadListItem } from "@/lib/leads/schema";
import { temperatureWords } from "@/lib/leads/temperature-words";

/** The filters of the list in their order, each with what can be chosen. The board has a column for each temperature instead. */
export function filtersOf(
  agents: readonly { id: string; name: string }[],
  view: "table" | "board",
): (Filter & { name: LeadFilterName })[] {
  const all: (Filter & { name: LeadFilterName })[] = [
    {
      kind: "choice",
      name: "temperature",
      label: "Temperature",
      choices: choicesOf(temperatureWords),
    },
    { kind: "range", name: "score", label: "Score", min: 0, max: 100 },
    {
      kind: "choice",
      name: "cta",
      label: "Asked for",
      choices: [{ value: "any", label: "Anything" }, ...choicesOf(ctaWords)],
    },
    { kind: "switch", name: "demo", label: "Demo agreed" },
    {
      kind: "choice",
      name: "followup",
      label: "Follow-up",
      choices: choicesOf({ open: "Scheduled", overdue: "Overdue", none: "None scheduled" }),
    },
    {
      kind: "choice",
      name: "customer",
      label: "Customer",
      choices: choicesOf({ no: "Not yet", yes: "Is a customer" }),
    },
    {
      kind: "choice",
      name: "agent",
      label: "Agent",
      choices: agents.map(({ id, name }) => ({ value: id, label: name })),
    },
  ];
  return view === "board" ? all.filter(({ name }) => name !== "temperature") : all;
}

/** A filter's value as the address writes it. */
export function filterValue(filters: LeadFilters, name: LeadFilterName): string | undefined {
  if (name === "score") return filters.score && `${filters.score.from ?? ""}-${filters.score.to ?? ""}`;
  return filters[name];
}

/** Who a lead is, in at most two pieces. */
export function leadWords({ name, phone, email, company, callCount }: LeadListItem) {
  const reach = phone ? (phone.country ? `${phone.text} · ${phone.country}` : phone.text) : email;
  const first = name ?? phone?.text ?? email ?? (callCount === 1 ? "Unknown caller" : "Unknown person");
  const second = company ?? (name ? reach : (phone?.country ?? null));
  return { first, second };
}

const sourceWords: Record<CallSource, string> = {
  phone: "by phone",
  internet: "over the internet",
  unknown: "source unknown",
};

export function sourceWord(source: CallSource, direction: CallDirection): string {
  return `${direction === "inbound" ? "Inbound" : "Outbound"}, ${sourceWords[source]}`;
}
