import { choicesOf, type Filter } from "@/components/filters/filter";
import { ctaLabels, temperatureLabels } from "@/lib/calls/labels";
import type { LeadFilterName, LeadListItem } from "@/lib/leads/schema";
import { withCountry } from "@/lib/platform/format/with-country";

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
      choices: choicesOf(temperatureLabels),
    },
    { kind: "range", name: "score", label: "Score", min: 0, max: 100 },
    {
      kind: "choice",
      name: "cta",
      label: "Asked for",
      choices: [{ value: "any", label: "Anything" }, ...choicesOf(ctaLabels)],
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

/** Who a lead is, in at most two pieces. */
export function leadLabel({ name, phone, email, company, callCount }: LeadListItem) {
  const reach = phone ? withCountry(phone.text, phone.country) : email;
  const first = name ?? phone?.text ?? email ?? (callCount === 1 ? "Unknown caller" : "Unknown person");
  const second = company ?? (name ? reach : (phone?.country ?? null));
  return { first, second };
}
