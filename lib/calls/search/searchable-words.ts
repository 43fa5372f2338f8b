import { apostrophes, foldCharacter, type SearchedCharacter } from "./fold-character";
import { wordForms } from "./word-forms";

/**
 * A word of a text, as it is searched. Scripts that write without blanks have no words to tell apart: there each character is one, made of
 * itself and the next, so that any two or more in a row are found wherever they stand.
 */
export type Word = {
  /** Where it stands in the text. */
  start: number;
  end: number;
  /** What it is found by; the first is the word itself. */
  forms: readonly string[];
  /** What is looked for when somebody types it. */
  spellings: readonly string[];
  /** Two adjacent characters of a script that is written without spaces. */
  pair: { firstEnd: number; isRunStart: boolean; isRunEnd: boolean } | null;
};

type Character = SearchedCharacter & { start: number; end: number };

/** What may become part of a word. It is cut here, and looked at closely afterwards. */
const rawWord = new RegExp(
  `[\\p{L}\\p{N}\\p{M}\\p{So}\\p{Extended_Pictographic}\\p{Default_Ignorable_Code_Point}${apostrophes}]+`,
  "gu",
);
/** A letter with its marks; the parts of a Korean syllable and the voicing of a narrow Japanese one may be written apart. */
const characterWithMarks =
  /(?:[\u1100-\u115f\ua960-\ua97c]+[\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*|[\uac00-\ud7a3][\u11a8-\u11ff]*|.)[\p{M}\uff9e\uff9f]*/gsu;
/** Most texts have none of these, and are distinguished by character. */
const hasMarks = /[\p{M}\uff9e\uff9f\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/u;
const ascii = /^[a-z0-9]+$/i;

/**
 * The words of a text, in order: the only place that says what a word is. What calls are found by, what is looked for and what is marked
 * on the page are all made of these.
 */
export function searchableWords(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(rawWord)) {
    const [raw] = match;
    if (ascii.test(raw)) words.push(plainWord(raw.toLowerCase(), match.index));
    else for (const word of closely(charactersOf(raw, match.index))) words.push(word);
  }
  return words;
}

function plainWord(word: string, start: number): Word {
  const forms = [cut(word)];
  return { start, end: start + word.length, forms, spellings: forms, pair: null };
}

function charactersOf(raw: string, offset: number): Character[] {
  const characters: Character[] = [];
  let start = offset;
  for (const text of hasMarks.test(raw) ? (raw.match(characterWithMarks) ?? []) : raw) {
    const end = start + text.length;
    // Written out: texts are long, and copying objects takes most of the time.
    for (const { text: part, spelled, kind } of foldCharacter(text)) {
      characters.push({ text: part, spelled, kind, start, end });
    }
    start = end;
  }
  return characters;
}

/** Separates words from other characters, from pairs and from pictograms. */
function closely(characters: readonly Character[]): Word[] {
  const words: Word[] = [];
  let run: Character[] = [];
  let kind: "word" | "pairs" | null = null;
  const close = () => {
    for (const word of kind === "pairs" ? pairsOf(run) : wordOf(run)) words.push(word);
    run = [];
    kind = null;
  };
  for (const character of characters) {
    const next = kindOf(character, kind);
    if (next === null || next !== kind) close();
    if (character.kind === "picture") words.push(...wordOf([character]));
    if (next === null) continue;
    kind = next;
    run.push(character);
  }
  close();
  return words;
}

/** What a character continues or begins; nothing, when it is part of no word. */
function kindOf({ kind }: Character, before: "word" | "pairs" | null): "word" | "pairs" | null {
  if (kind === "unspaced") return "pairs";
  if (kind === "apostrophe") return before === "word" ? "word" : null;
  if (kind === "mark") return before ?? "word";
  return kind === "letter" ? "word" : null;
}

function wordOf(run: readonly Character[]): Word[] {
  const last = run.findLastIndex(({ kind }) => kind !== "apostrophe");
  const inner = run.slice(0, last + 1);
  const [first] = inner;
  const end = inner.at(-1)?.end;
  if (!first || end === undefined) return [];
  let plain = "";
  let spelled = "";
  for (const character of inner) {
    plain += character.text;
    spelled += character.spelled;
  }
  const { forms, spellings } = wordForms(plain, spelled);
  return [{ start: first.start, end, forms: forms.map(cut), spellings: spellings.map(cut), pair: null }];
}

function pairsOf(run: readonly Character[]): Word[] {
  return run.map((character, index) => {
    const next = run[index + 1];
    const forms = [character.text + (next?.text ?? "")];
    return {
      start: character.start,
      end: next?.end ?? character.end,
      forms,
      spellings: forms,
      pair: { firstEnd: character.end, isRunStart: index === 0, isRunEnd: next === undefined },
    };
  });
}

/** No word is longer than this, and the database takes none of more than 2 kB. Text and query are cut alike. */
const charactersMax = 100;

function cut(word: string): string {
  return word.length <= charactersMax ? word : word.slice(0, charactersMax).replace(/[\ud800-\udbff]$/, "");
}
