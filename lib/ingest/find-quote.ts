/** A turn of the transcript that a reason rests on, with the words in common. */
export type Quote = { text: string; turn: number };

export type Turn = { role: "agent" | "user"; text: string | null };

/** All turns in one text, a line each, and where each line begins: one search looks through all of them. */
type Searchable = { text: string; lines: { start: number; turn: number }[] };

const quotedWords = /["“„«]([^"“”„«»]{8,300})["”»]/g;
const wordsInCommonMin = 4;
/** Many hours of talk: whatever is longer must not hold up the batch that it came in. */
const searchedCharactersMax = 400_000;

/** Finds quotes of one conversation; its turns are normalised once for all its reasons. */
export function createQuoteFinder(turns: readonly Turn[]): (rationale: string | null) => Quote | null {
  let prepared: Searchable | undefined;
  return (rationale) => {
    if (rationale === null) return null;
    prepared ??= prepare(turns);
    for (const [, words = ""] of rationale.matchAll(quotedWords)) {
      const turn = findTurn(prepared, normalise(words));
      if (turn !== null) return { text: words.trim(), turn };
    }
    return longestCommonWords(rationale, prepared);
  };
}

/** The caller's own words first: a score rests on what the caller said. */
function prepare(turns: readonly Turn[]): Searchable {
  const spoken = turns.flatMap(({ role, text }, turn) => (text === null ? [] : [{ role, turn, text }]));
  spoken.sort((a, b) => Number(a.role === "agent") - Number(b.role === "agent") || a.turn - b.turn);
  const lines: Searchable["lines"] = [];
  const texts: string[] = [];
  let start = 0;
  for (const { turn, text } of spoken) {
    if (start > searchedCharactersMax) break;
    const line = ` ${normalise(text.slice(0, searchedCharactersMax))} \n`;
    lines.push({ start, turn });
    texts.push(line);
    start += line.length;
  }
  return { text: texts.join(""), lines };
}

/** The first turn that has these normalised words one after the other. */
function findTurn({ text, lines }: Searchable, words: string): number | null {
  const at = words === "" ? -1 : text.indexOf(` ${words} `);
  return at < 0 ? null : (lines.findLast(({ start }) => start <= at)?.turn ?? null);
}

/** The longest run of at least four words that a reason shares with a turn, as the turn has it. */
function longestCommonWords(rationale: string, searchable: Searchable): Quote | null {
  const words = normalise(rationale).split(" ").slice(0, 120);
  let best: { words: string; count: number } | null = null;
  for (let start = 0; start + wordsInCommonMin <= words.length; start += 1) {
    let count = Math.max(wordsInCommonMin, (best?.count ?? 0) + 1);
    while (
      start + count <= words.length &&
      searchable.text.includes(` ${words.slice(start, start + count).join(" ")} `)
    ) {
      best = { words: words.slice(start, start + count).join(" "), count };
      count += 1;
    }
  }
  const turn = best && findTurn(searchable, best.words);
  return best === null || turn === null ? null : { text: best.words, turn };
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
