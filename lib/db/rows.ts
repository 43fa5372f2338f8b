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
): { from: string; params: unknown[] } {
  const names = Object.keys(columns);
  const arrays = Object.values(columns).map(({ type }, index) => arrayOf(type, `$${placesBefore + index + 1}`));
  const params = Object.values(columns).map(({ type, value }) => parameterOf(type, rows.map(value)));
  return { from: `unnest(${arrays.join(", ")}) AS r (${names.join(", ")})`, params };
}

/** JSON, as text and never null, goes as one JSON array: within an array of PostgreSQL its many quotes would be escaped and read back. */
const isJson = (type: string) => type === "jsonb";

function arrayOf(type: string, place: string): string {
  return isJson(type) ? `ARRAY(SELECT jsonb_array_elements(${place}::jsonb))` : `${place}::${type}[]`;
}

/** The driver writes times in the zone of the machine, which takes longer. */
function parameterOf(type: string, values: unknown[]): unknown {
  if (isJson(type)) return `[${values.join(",")}]`;
  return values.map((value) => (value instanceof Date ? value.toISOString() : value));
}
