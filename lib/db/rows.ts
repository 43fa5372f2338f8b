/** Columns by name, each with its PostgreSQL type and its value in a row. */
export type Columns<Row> = Readonly<Record<string, { type: string; value: (row: Row) => unknown }>>;

/**
 * Rows as one array parameter a column, so that a statement's text is the same for one row and for five hundred.
 * @returns `from`, to be put behind FROM (`unnest(…) AS r (…)`), and its parameters, numbered behind those before them.
 */
export function rowsParameter<Row>(
  rows: readonly Row[],
  columns: Columns<Row>,
  placesBefore = 0,
): { from: string; params: unknown[][] } {
  const names = Object.keys(columns);
  const arrays = Object.values(columns).map(({ type }, index) => `$${placesBefore + index + 1}::${type}[]`);
  const params = Object.values(columns).map(({ value }) => rows.map(value));
  return { from: `unnest(${arrays.join(", ")}) AS r (${names.join(", ")})`, params };
}
