type Named = { title: string; keywords?: string };

/** What a text may mean, the likeliest first: titles that begin so, then titles and other words for them in which a word does. */
export function rankTitles<T extends Named>(items: readonly T[], typed: string): T[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return [...items];
  const words = wanted.split(/\s+/);
  const placeOf = ({ title, keywords = "" }: Named) => {
    const name = title.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (beginsEach(name, words)) return 1;
    return beginsEach(`${name} ${keywords.toLowerCase()}`, words) ? 2 : name.includes(wanted) ? 3 : null;
  };
  return items
    .map((item) => ({ item, place: placeOf(item) }))
    .filter((each): each is { item: T; place: 0 | 1 | 2 | 3 } => each.place !== null)
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** Whether each word begins some word of the text. */
function beginsEach(text: string, words: readonly string[]): boolean {
  const parts = text.split(/[^\p{L}\p{N}]+/u);
  return words.every((word) => parts.some((part) => part.startsWith(word)));
}
