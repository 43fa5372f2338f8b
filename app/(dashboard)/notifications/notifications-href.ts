/** The list of notifications with what narrows it; what is undefined is left out. */
export function hrefTo(params: Readonly<Record<"kind" | "show", string | undefined>>): string {
  const given = Object.entries(params).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length > 0 ? `/notifications?${new URLSearchParams(given)}` : "/notifications";
}
