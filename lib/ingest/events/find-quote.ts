/** A turn of the transcript that a reason rests on, with the words in common. */
export type Quote = { text: string; turn: number };

export type Turn = { role: "agent" | "user"; text: string | null };

/** All turns in one text, a line each, and where each line begins: one search looks through all of them. */
type Searchable = { text: string; lines: { start: number; turn: number }[]; words: WordsInOrder };

/** The words of all turns, one after the other with the end of a line after each turn, where each word stands first, and where it does next. */
type WordsInOrder = { all: readonly string[]; first: ReadonlyMap<string, number>; next: Int32Array };

const quotedWords = /["“„«]([^"“”„«»]{8,300})["”»]/g;
const wordsInCommonMin = 4;
const nowhere = -1;
/** Many hours of speech: a longer transcript must not delay its batch. */
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
  const text = texts.join("");
  return { text, lines, words: wordsInOrder(text) };
}

function wordsInOrder(text: string): WordsInOrder {
  const all = text.split(" ");
  const first = new Map<string, number>();
  const next = new Int32Array(all.length);
  for (let place = all.length - 1; place >= 0; place -= 1) {
    const word = all[place] ?? "";
    next[place] = first.get(word) ?? nowhere;
    first.set(word, place);
  }
  return { all, first, next };
}

/** The first turn that has these normalised words one after the other. */
function findTurn({ text, lines }: Searchable, words: string): number | null {
  const at = words === "" ? -1 : text.indexOf(` ${words} `);
  return at < 0 ? null : (lines.findLast(({ start }) => start <= at)?.turn ?? null);
}

/** The longest run of at least four words that a reason shares with a turn, as the turn has it. */
function longestCommonWords(rationale: string, searchable: Searchable): Quote | null {
  const words = normalise(rationale).split(" ").slice(0, 120);
  const { all, first, next } = searchable.words;
  let best = { start: 0, count: wordsInCommonMin - 1 };
  for (let start = 0; start + best.count < words.length; start += 1) {
    for (let place = first.get(words[start] ?? "") ?? nowhere; place !== nowhere; place = next[place] ?? nowhere) {
      let count = 1;
      while (start + count < words.length && all[place + count] === words[start + count]) count += 1;
      if (count > best.count) best = { start, count };
    }
  }
  if (best.count < wordsInCommonMin) return null;
  const text = words.slice(best.start, best.start + best.count).join(" ");
  const turn = findTurn(searchable, text);
  return turn === null ? null : { text, turn };
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
