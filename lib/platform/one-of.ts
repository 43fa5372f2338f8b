/**
 * The one of `values` that a stored text is.
 * @throws Error for any other: a column that its constraint keeps to these holds something else.
 */
export function oneOf<T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new Error(`${JSON.stringify(text)} is none of ${values.join(", ")}.`);
  return found;
}
