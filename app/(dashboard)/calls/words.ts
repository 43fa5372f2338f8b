import { choicesOf, type Filter, type FilterChoice } from "@/components/filters/filter";
import { ctaWords } from "@/lib/calls/cta-words";
import type {
  CallDirection,
  CallFilterName,
  CallFilters,
  CallListItem,
  CallOutcome,
  CallSource,
  CallStatus,
  Cta,
} from "@/lib/calls/schema";
import { temperatureWords } from "@/lib/leads/temperature-words";
import { weekdayNames } from "@/lib/platform/format/months";

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

export const sourceWords: Record<CallSource, string> = { phone: "Phone", internet: "Internet", unknown: "Unknown" };

export const directionWords: Record<CallDirection, string> = { inbound: "Inbound", outbound: "Outbound" };

export const askedWords: Record<Cta, string> = {
  pricing: "Pricing",
  demo: "A demo",
  followup: "A follow-up",
  sample: "A sample",
  human: "A human",
};

const weekdayChoices: FilterChoice[] = weekdayNames.map((label, index) => ({ value: String(index + 1), label }));
const hourChoices: FilterChoice[] = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${hour}:00 to ${hour}:59`,
}));

type CallFilter = Filter & { name: CallFilterName };

/** Filters that a figure or a person leads to; they are offered while they are in force. */
const ledTo: readonly CallFilterName[] = ["weekday", "hour", "until", "email", "person"];

/** The filters of the list in their order, each with what can be chosen. */
export function filtersOf(agents: readonly { id: string; name: string }[], active: CallFilters = {}): CallFilter[] {
  const filters: CallFilter[] = [
    {
      kind: "choice",
      name: "agent",
      label: "Agent",
      choices: agents.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      kind: "choice",
      name: "status",
      label: "Status",
      choices: [{ value: "completed,failed", label: "Completed or failed" }, ...choicesOf(statusWords)],
    },
    { kind: "choices", name: "outcome", label: "Outcome", choices: choicesOf(outcomeWords) },
    {
      kind: "choice",
      name: "temperature",
      label: "Temperature",
      choices: choicesOf(temperatureWords),
    },
    { kind: "range", name: "score", label: "Score", min: 0, max: 100 },
    { kind: "switch", name: "lead", label: "Lead calls" },
    { kind: "switch", name: "qualified", label: "Qualified" },
    {
      kind: "choice",
      name: "cta",
      label: "Asked for",
      choices: [{ value: "any", label: "Anything" }, ...choicesOf(ctaWords)],
    },
    {
      kind: "choice",
      name: "source",
      label: "Source",
      choices: choicesOf(sourceWords),
    },
    {
      kind: "choice",
      name: "direction",
      label: "Direction",
      choices: choicesOf(directionWords),
    },
    { kind: "range", name: "duration", label: "Duration", min: 0, max: 86_400, isDuration: true },
    { kind: "range", name: "quality", label: "Quality", min: 1, max: 10 },
    { kind: "range", name: "satisfaction", label: "Satisfaction", min: 1, max: 10 },
    { kind: "switch", name: "recording", label: "Recording" },
    { kind: "switch", name: "notes", label: "Notes" },
    { kind: "choice", name: "weekday", label: "Weekday", choices: weekdayChoices },
    { kind: "choice", name: "hour", label: "Hour", choices: hourChoices },
    { kind: "text", name: "until", label: "Last day until", placeholder: "14:30" },
    { kind: "text", name: "email", label: "Email", type: "email", placeholder: "name@example.com" },
    { kind: "text", name: "person", label: "Person" },
  ];
  return filters.filter(({ name }) => !ledTo.includes(name) || active[name] !== undefined);
}

/** A filter's value as the address writes it. */
export function filterValue(filters: CallFilters, name: CallFilterName): string | undefined {
  const value = filters[name];
  if (Array.isArray(value)) return value.join(",");
  return typeof value === "object" ? `${value.min ?? ""}-${value.max ?? ""}` : value?.toString();
}

/** Whom a call was with, in at most two pieces. */
export function callerWords({ callerName, phoneNumber, country, source }: CallListItem) {
  const number = phoneNumber && country ? `${phoneNumber} · ${country}` : phoneNumber;
  if (callerName) return { first: callerName, second: number };
  if (phoneNumber) return { first: phoneNumber, second: country };
  return { first: source === "internet" ? "Website visitor" : "Unknown caller", second: null };
}
