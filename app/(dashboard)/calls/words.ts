import type { CallFilterName, CallFilters, CallOutcome, CallStatus, Cta } from "@/lib/calls/schema";

export const outcomeWords: Record<CallOutcome, string> = {
  completed: "Completed",
  no_answer: "No answer",
  busy: "Busy",
  failed: "Failed",
  voicemail: "Voicemail",
  disconnected: "Disconnected",
};

export const statusWords: Record<CallStatus, string> = {
  in_progress: "In progress",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
};

export const ctaWords: Record<Cta, string> = {
  pricing: "Pricing",
  demo: "Demo",
  followup: "Follow-up",
  sample: "Sample",
  human: "Human",
};

type Choice = { value: string; label: string };
export type FilterChoices = { name: CallFilterName; label: string; choices: Choice[] };

const choicesOf = (words: Record<string, string>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** The filters of the list in their order, each with what can be chosen. */
export function filterChoices(
  agents: readonly { id: string; name: string }[],
  { email }: CallFilters,
): FilterChoices[] {
  return [
    { name: "agent", label: "Agent", choices: agents.map(({ id, name }) => ({ value: id, label: name })) },
    {
      name: "status",
      label: "Status",
      choices: [{ value: "completed,failed", label: "Completed or failed" }, ...choicesOf(statusWords)],
    },
    { name: "outcome", label: "Outcome", choices: choicesOf(outcomeWords) },
    { name: "temperature", label: "Temperature", choices: choicesOf({ hot: "Hot", warm: "Warm", cold: "Cold" }) },
    {
      name: "lead",
      label: "Lead",
      choices: [{ value: "yes", label: "Yes" }],
    },
    { name: "qualified", label: "Qualified", choices: [{ value: "yes", label: "Yes" }] },
    { name: "cta", label: "Asked for", choices: [{ value: "any", label: "Anything" }, ...choicesOf(ctaWords)] },
    {
      name: "source",
      label: "Source",
      choices: choicesOf({ phone: "Phone", internet: "Internet", unknown: "Unknown" }),
    },
    { name: "direction", label: "Direction", choices: choicesOf({ inbound: "Inbound", outbound: "Outbound" }) },
    // Nobody picks an address from a list: the filter comes from a call's page.
    ...(email ? [{ name: "email" as const, label: "Email", choices: [{ value: email, label: email }] }] : []),
  ];
}

/** A filter's value as the address writes it. */
export function filterValue(filters: CallFilters, name: CallFilterName): string | undefined {
  const value = filters[name];
  return Array.isArray(value) ? value.join(",") : value;
}
