import type { Counter, Rollup } from "./declaration";
import { type CounterField, counters } from "./registry";

type Readable<C> = C extends { isLarge: true } ? never : C;
type HeldBy<R extends Rollup> = { keptIn: Record<R, unknown> } | { computedIn: Record<R, true> };

/** The fields of the counters that pages read from a rollup. */
export type FieldOf<R extends Rollup> = {
  [F in CounterField]: Readable<(typeof counters)[F]> extends never
    ? never
    : (typeof counters)[F] extends HeldBy<R>
      ? F
      : never;
}[CounterField];

/** The fields that pages read from a rollup, in the order of its columns. */
export function fieldsOf<R extends Rollup>(rollup: R): FieldOf<R>[] {
  const isRead = (field: CounterField): field is FieldOf<R> => {
    const { isLarge, keptIn, computedIn }: Counter = counters[field];
    return !isLarge && Boolean(keptIn[rollup] || computedIn?.[rollup]);
  };
  return (Object.keys(counters) as CounterField[]).filter(isRead);
}

/** The column name of a counter in a rollup. */
export function columnOf({ column, keptIn }: Counter, rollup: Rollup): string {
  const kept = keptIn[rollup];
  return typeof kept === "string" ? kept : column;
}
