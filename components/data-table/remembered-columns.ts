/** Where the browser keeps the columns of a list; the server reads it, so that the table arrives as it was left. */
export const columnsCookie = (list: string) => `columns-${list}`;

export function rememberColumns(list: string, columns: readonly string[]): void {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it with the next page.
  document.cookie = `${columnsCookie(list)}=${columns.join(".")}; path=/; max-age=31536000; samesite=lax${secure}`;
}

/**
 * The columns to show, in the table's order: as the address names them (`a,b`), else as the cookie does (`a.b`), else the usual ones.
 * What neither the table nor the reader knows is left out, and what a row cannot do without is always there.
 */
export function chosenColumns(
  choice: { all: readonly string[]; usual: readonly string[]; fixed: readonly string[] },
  address: string | undefined,
  cookie: string | undefined,
): string[] {
  const named = address?.split(",") ?? cookie?.split(".");
  const wanted = named?.some((key) => choice.all.includes(key)) ? named : choice.usual;
  return choice.all.filter((key) => choice.fixed.includes(key) || wanted.includes(key));
}
