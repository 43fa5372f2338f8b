/** A turn of the transcript that a reason rests on, with the words in common. */
export type Quote = { text: string; turn: number };

export type Turn = { role: "agent" | "user"; text: string | null };

const quotedWords = /["“„«]([^"“”„«»]{8,300})["”»]/g;
const wordsInCommonMin = 4;

/** Finds quotes of one conversation; its turns are normalised once for all its reasons. */
export function createQuoteFinder(turns: readonly Turn[]): (rationale: string | null) => Quote | null {
  let prepared: { turn: number; text: string; normal: string }[] | undefined;
  const prepare = () =>
    turns
      .flatMap(({ role, text }, turn) => (text === null ? [] : [{ role, turn, text, normal: ` ${normalise(text)} ` }]))
      // The caller's own words first: a score rests on what the caller said.
      .sort((a, b) => Number(a.role === "agent") - Number(b.role === "agent") || a.turn - b.turn);

  return (rationale) => {
    if (rationale === null) return null;
    prepared ??= prepare();
    for (const [, words] of rationale.matchAll(quotedWords)) {
      const wanted = normalise(words ?? "");
      const found = wanted === "" ? undefined : prepared.find(({ normal }) => normal.includes(` ${wanted} `));
      if (found && words) return { text: words.trim(), turn: found.turn };
    }
    return longestCommonWords(rationale, prepared);
  };
}

/** The longest run of at least four words that a reason shares with a turn, as the turn has it. */
function longestCommonWords(rationale: string, turns: readonly { turn: number; normal: string }[]): Quote | null {
  const words = normalise(rationale).split(" ").slice(0, 120);
  const all = turns.map(({ normal }) => normal).join("\n");
  let best: { words: string; count: number } | null = null;
  for (let start = 0; start + wordsInCommonMin <= words.length; start += 1) {
    let count = Math.max(wordsInCommonMin, (best?.count ?? 0) + 1);
    while (start + count <= words.length && all.includes(` ${words.slice(start, start + count).join(" ")} `)) {
      best = { words: words.slice(start, start + count).join(" "), count };
      count += 1;
    }
  }
  if (best === null) return null;
  const wanted = best.words;
  const found = turns.find(({ normal }) => normal.includes(` ${wanted} `));
  return found ? { text: wanted, turn: found.turn } : null;
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
