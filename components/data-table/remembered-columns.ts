/** Where the browser keeps the columns of a list; the server reads it, so that the table arrives as it was left. */
export const columnsCookie = (list: string) => `columns-${list.replaceAll("/", "-")}`;

export function rememberColumns(list: string, columns: readonly string[]): void {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it with the next page.
  document.cookie = `${columnsCookie(list)}=${columns.join(".")}; path=/; max-age=31536000; samesite=lax${secure}`;
}
