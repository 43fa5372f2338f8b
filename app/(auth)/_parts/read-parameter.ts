export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** A parameter of the address, if it occurs once and is no longer than any value that we put there. */
export async function readParameter(searchParams: SearchParams, name: string): Promise<string | undefined> {
  const value = (await searchParams)[name];
  return typeof value === "string" && value.length <= 254 ? value : undefined;
}
