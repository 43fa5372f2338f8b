/** Rows for VALUES, each written as `pattern` with its own numbers in place of the question marks, and their parameters. */
export function valuesList(
  pattern: string,
  values: readonly (readonly unknown[])[],
): { rows: string; params: unknown[] } {
  let number = 0;
  const row = () => pattern.replaceAll("?", () => `$${++number}`);
  return { rows: values.map(row).join(", "), params: values.flat() };
}
