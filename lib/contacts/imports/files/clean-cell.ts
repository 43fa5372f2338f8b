const edges = /^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/g;
const placeholder =
  /^(n\/?a|n\.a\.|none|null|nil|undefined|nan|unknown|not (provided|given|available|set|applicable)|no (e-?mail|phone|number)|-+|–|—|\.|\?+|#(?:n\/a|ref!|value!|name\?|div\/0!|num!|null!|error!)|\(?(blank|empty|none|null)\)?)$/i;
/** Written like this, they are names of people. */
const names = /^(?:Na|Nan|Nil)$/;

/** A cell without what cannot be kept and what a spreadsheet puts around text; null when it says nothing. */
export function cleanCell(cell: string): string | null {
  const plain = cell.replaceAll("\0", "").toWellFormed().replace(edges, "");
  const text = plain.replace(/^=\s*"([^"]*)"$/, "$1").replace(edges, "");
  return text === "" || (placeholder.test(text) && !names.test(text)) ? null : text;
}

export const isBlank = (cell: string): boolean => cleanCell(cell) === null;
