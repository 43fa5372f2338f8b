/** A page's search parameters as its address has them; one that is given several times is left out. */
export function queryString(params: Readonly<Record<string, string | string[] | undefined>>): string {
  const pairs = Object.entries(params).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  return new URLSearchParams(pairs).toString();
}
