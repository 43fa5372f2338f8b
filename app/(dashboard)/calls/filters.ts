import { choicesOf, type Filter, type FilterChoice } from "@/components/filters/filter";
import {
  callDirectionLabels,
  callOutcomeLabels,
  callSourceLabels,
  callStatusLabels,
  ctaLabels,
  temperatureLabels,
} from "@/lib/calls/labels";
import type { CallFilterName, CallFilters, CallListItem } from "@/lib/calls/schema";
import { weekdayNames } from "@/lib/platform/format/months";
import { withCountry } from "@/lib/platform/format/with-country";

const weekdayChoices: FilterChoice[] = weekdayNames.map((label, index) => ({ value: String(index + 1), label }));
const hourChoices: FilterChoice[] = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${hour}:00 to ${hour}:59`,
}));

type CallFilter = Filter & { name: CallFilterName };

/** Filters that are set by links from a metric or a person; they are shown only while they are active. */
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
      choices: [{ value: "completed,failed", label: "Completed or failed" }, ...choicesOf(callStatusLabels)],
    },
    { kind: "choices", name: "outcome", label: "Outcome", choices: choicesOf(callOutcomeLabels) },
    {
      kind: "choice",
      name: "temperature",
      label: "Temperature",
      choices: choicesOf(temperatureLabels),
    },
    { kind: "range", name: "score", label: "Score", min: 0, max: 100 },
    { kind: "switch", name: "lead", label: "Lead calls", isRare: true },
    { kind: "switch", name: "qualified", label: "Qualified" },
    {
      kind: "choice",
      name: "cta",
      label: "Asked for",
      choices: [{ value: "any", label: "Anything" }, ...choicesOf(ctaLabels)],
    },
    {
      kind: "choice",
      name: "source",
      label: "Source",
      choices: choicesOf(callSourceLabels),
      isRare: true,
    },
    {
      kind: "choice",
      name: "direction",
      label: "Direction",
      choices: choicesOf(callDirectionLabels),
      isRare: true,
    },
    { kind: "range", name: "duration", label: "Duration", min: 0, max: 86_400, isDuration: true },
    { kind: "range", name: "quality", label: "Quality", min: 1, max: 10, isRare: true },
    { kind: "range", name: "satisfaction", label: "Satisfaction", min: 1, max: 10, isRare: true },
    { kind: "switch", name: "recording", label: "Recording", isRare: true },
    { kind: "switch", name: "notes", label: "Notes", isRare: true },
    { kind: "choice", name: "weekday", label: "Weekday", choices: weekdayChoices },
    { kind: "choice", name: "hour", label: "Hour", choices: hourChoices },
    { kind: "text", name: "until", label: "Last day until", placeholder: "14:30" },
    { kind: "text", name: "email", label: "Email", type: "email", placeholder: "name@example.com" },
    { kind: "text", name: "person", label: "Person" },
  ];
  return filters.filter(({ name }) => !ledTo.includes(name) || active[name] !== undefined);
}

/** Whom a call was with, in at most two parts. */
export function callerLabel({ callerName, phoneNumber, country, source }: CallListItem) {
  if (callerName) return { first: callerName, second: withCountry(phoneNumber, country) };
  if (phoneNumber) return { first: phoneNumber, second: country };
  return { first: source === "internet" ? "Website visitor" : "Unknown caller", second: null };
}
