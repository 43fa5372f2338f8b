export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** One parameter of the address, when it is there once and no longer than anything that we put into one. */
export async function readParameter(searchParams: SearchParams, name: string): Promise<string | undefined> {
  const value = (await searchParams)[name];
  return typeof value === "string" && value.length <= 254 ? value : undefined;
}
