import type { Counter } from "./declaration";
import { type CounterField, type CounterName, counters } from "./registry";

type Named = { metric: { name: string } };
type NamedField = { [F in CounterField]: (typeof counters)[F] extends Named ? F : never }[CounterField];

/** The fields of some metrics that are counters, by their names. */
export type FieldOfMetric<Name extends string> = {
  [F in NamedField]: (typeof counters)[F]["metric"]["name"] extends Name ? F : never;
}[NamedField];

/** The field of a metric that is a counter. */
export function fieldOfMetric<Name extends CounterName>(name: Name): FieldOfMetric<Name> {
  const isNamed = (field: string): field is FieldOfMetric<Name> => {
    const { metric }: Counter = counters[field as CounterField];
    return metric?.name === name;
  };
  const field = Object.keys(counters).find(isNamed);
  if (field === undefined) throw new Error(`No counter is named ${name}.`);
  return field;
}
