/** Collects the parameters of one statement; `add` returns the placeholder to write. */
export function createParameters() {
  const values: unknown[] = [];
  return { values, add: (value: unknown) => `$${values.push(value)}` };
}

export type Parameters = ReturnType<typeof createParameters>;
