import { formatDuration } from "@/lib/platform/format/format-duration";

/** A filter of a list: its name in the address, and what can be chosen. */
export type Filter = FilterKind & {
  /** Of many filters, offered behind "More filters" until it is in force. */
  isRare?: true;
};

type FilterKind =
  | { kind: "choice"; name: string; label: string; choices: readonly FilterChoice[] }
  /** Any of several; the address separates them by commas. */
  | { kind: "choices"; name: string; label: string; choices: readonly FilterChoice[] }
  | RangeFilter
  | { kind: "text"; name: string; label: string; placeholder?: string; type?: "text" | "email" | "tel" | "date" }
  /** `yes`, or not in the address. */
  | { kind: "switch"; name: string; label: string };

/** From and to, both included, as `40-70`, `40-` or `-70`; durations are in seconds. */
export type RangeFilter = {
  kind: "range";
  name: string;
  label: string;
  min: number;
  max: number;
  unit?: string;
  isDuration?: boolean;
};

export type FilterChoice = { value: string; label: string };

/** Choices from the label of each value. */
export const choicesOf = (labels: Readonly<Record<string, string>>): FilterChoice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The filters in force, each as the address writes it. */
export type ActiveFilters = Readonly<Partial<Record<string, string>>>;

/** A filter's value as text, with labels in place of stored values. */
export function describeFilter(filter: Filter, value: string): string {
  if (filter.kind === "choice" || filter.kind === "choices")
    return value
      .split(",")
      .map((each) => filter.choices.find((choice) => choice.value === each)?.label ?? each)
      .join(", ");
  if (filter.kind === "range") return describeRange(value, filter);
  return filter.kind === "switch" ? "Yes" : value;
}

function describeRange(value: string, { unit, isDuration }: RangeFilter): string {
  const shown = (end = "") => (isDuration && end !== "" ? formatDuration(Number(end)) : end);
  const [from, to] = value.split("-").map(shown);
  const suffix = unit ? ` ${unit}` : "";
  if (!to) return `${from}${suffix} or more`;
  if (!from) return `up to ${to}${suffix}`;
  return from === to ? `${from}${suffix}` : `${from} to ${to}${suffix}`;
}
