/** Text that PostgreSQL can hold: NUL and lone surrogates become U+FFFD, outer blanks go, `charactersMax` is kept. */
export function cleanText(value: unknown, charactersMax = Number.POSITIVE_INFINITY): string | null {
  if (typeof value !== "string") return null;
  // Cut before repairing: a cut may split a surrogate pair.
  const text = value.trim().slice(0, charactersMax).toWellFormed().replaceAll("\u0000", "\uFFFD");
  return text === "" ? null : text;
}
