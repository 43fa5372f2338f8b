import type { Turn } from "../call-detail";
import type { Snippet } from "../schema";
import { type MarkedPiece, markSearch } from "./mark-search";
import type { SearchTerm } from "./parse-search";

const charactersBefore = 40;
const charactersMax = 160;

/** The turn with the most search terms, cut to a line; null when none was said. */
export function findSnippet(turns: readonly Turn[], terms: readonly SearchTerm[]): Snippet | null {
  let best: Snippet | null = null;
  let bestMarks = 0;
  for (const [turn, { role, text, atSeconds }] of turns.entries()) {
    if (text === null) continue;
    const pieces = markSearch(text, terms);
    const marks = new Set(pieces.filter(({ isMarked }) => isMarked).map((piece) => piece.text.toLowerCase())).size;
    if (marks > bestMarks) {
      best = { turn, role, atSeconds, pieces: cut(pieces) };
      bestMarks = marks;
    }
  }
  return best;
}

/** The length of a snippet, which starts shortly before the first mark. */
function cut(pieces: readonly MarkedPiece[]): MarkedPiece[] {
  const first = pieces.findIndex(({ isMarked }) => isMarked);
  let left = charactersMax;
  return pieces.slice(Math.max(0, first - 1)).flatMap((piece, index) => {
    const isLead = index === 0 && !piece.isMarked;
    const text = isLead ? shortStart(piece.text) : piece.text.slice(0, left);
    const isCut = !isLead && text.length < piece.text.length;
    left -= text.length;
    return text === "" ? [] : [{ text: isCut ? `${text.trimEnd()}…` : text, isMarked: piece.isMarked }];
  });
}

function shortStart(text: string): string {
  if (text.length <= charactersBefore) return text;
  const end = text.slice(-charactersBefore);
  const space = end.search(/\s/);
  return `…${space === -1 ? end : end.slice(space + 1)}`;
}
