/** What French, Italian, Catalan and Irish names put before an apostrophe: no part of the word after it. */
const elided = new Set(
  `c d j l m n o s t y qu jusqu lorsqu puisqu quoiqu quelqu presqu entr all dall dell nell sull coll quell bell gl agl dagl degl negl sugl
   un sant quest tutt mezz senz anch dov com`.split(/\s+/),
);

export type WordForms = {
  /** What the word is found by. */
  forms: string[];
  /** What is looked for when somebody types it. */
  spellings: string[];
};

/**
 * A word with apostrophes in it is found on its own without them, "hôtel" in "l'hôtel" and "Maria" in "Maria's" as well; but "don't" is
 * not about Don. `spelled` is the same word in the other way that it may be written.
 */
export function wordForms(plain: string, spelled: string): WordForms {
  const spellings = [...new Set([plain, spelled].map((word) => word.replaceAll("'", "")))];
  const parts = plain.split("'").filter((part) => part !== "");
  if (parts.length < 2) return { forms: spellings, spellings };
  const from = firstKept(parts);
  const candidates = [parts.slice(from).join("")];
  if (parts.at(-1) !== "t") candidates.push(parts.slice(from, -1).join(""));
  return { forms: [...new Set([...spellings, ...candidates.filter((form) => form.length > 1)])], spellings };
}

function firstKept(parts: readonly string[]): number {
  const kept = parts.findIndex((part) => !elided.has(part));
  return kept === -1 ? parts.length - 1 : kept;
}
