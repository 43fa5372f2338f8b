/** Columns with SQL expressions; `$user`, `$agent`, `$call` and `$contact` stand for rows that are there. */
export type Row = Readonly<Record<string, string>>;

/** What a CHECK constraint refuses and what it lets pass, each laid over the table's ordinary row. */
export type CheckCase = {
  table: string;
  refused: readonly Row[];
  accepted: readonly Row[];
  /** A column that triggers fill on insert is given its value afterwards. */
  by?: "update";
};

/** Two rows of a table that a unique index refuses together, and those that it does not. */
export type UniqueCase = { table: string; refused: Pair; accepted: readonly Pair[]; by?: "update" };
type Pair = readonly [first: Row, second: Row];

export type CheckCases = Readonly<Record<string, CheckCase>>;
export type UniqueCases = Readonly<Record<string, UniqueCase>>;

export const text = (value: string) => `'${value}'`;

/** A closed set of values: each of them passes, another does not. */
export function oneOf(table: string, column: string, values: readonly string[], others: Row = {}): CheckCase {
  return {
    table,
    refused: [{ ...others, [column]: text("other") }],
    accepted: values.map((value) => ({ ...others, [column]: text(value) })),
  };
}

/** A number whose ends pass and what lies just beyond them does not; a missing end is open. */
export function between(
  table: string,
  column: string,
  { min, max, step = 1 }: { min?: number; max?: number; step?: number },
): CheckCase {
  const row = (value: number) => ({ [column]: String(value) });
  return {
    table,
    refused: [...(min === undefined ? [] : [row(min - step)]), ...(max === undefined ? [] : [row(max + step)])],
    accepted: [...(min === undefined ? [] : [row(min)]), ...(max === undefined ? [] : [row(max)])],
  };
}

export function e164(table: string, column: string): CheckCase {
  const rows = (values: readonly string[]) => values.map((value) => ({ [column]: text(value) }));
  return {
    table,
    refused: rows(["442079460018", "0044207946001", "+0442079460018", "+123456", "+44 2079460018", "+4420794600a", ""]),
    accepted: rows(["+1234567", "+442079460018", "+123456789012345"]),
  };
}
