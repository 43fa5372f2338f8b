import { emailFields, type ImportField, type ImportMapping, phoneFields } from "../import-fields";
import { type CellCounts, countsOf, type FileColumn } from "./file-columns";
import { knownHeaders, headerNames as names, plainHeader } from "./known-headers";

/** Words of headers whose cells may be numbers or addresses. */
const hints = {
  phone: /\b((tele)?phone|phones|mobile|cell|handy|tel|telefon\w*|whatsapp|sms|direct dial)\b|電話|телефон/i,
  email: /e-?mail|\bmail\b|correo|courriel/i,
} as const;

/** Headers of columns that accompany a number or an address, or belong to somebody else: never a way to reach the person of the row. */
const besides =
  /\b(id|label|type|kind|opt|opt-?(in|out)|status|verified|bounced?|consent|count|date|domain|display|extension|ext|country|code|owner|assign(ed|ee)|manager|creator|created|modified|assistant'?s?|reports? to|fax|telefax|pager|telex|isdn|tty|tdd|zip|postal|plz|birthday|anniversary|amount|revenue|vat|tax|iban|ip|time|year|source|subject|template)\b/i;
/** Headers of long metrics that could be dialled, and are not meant to be. */
const totals =
  /\b(account|order|invoice|ref|reference|member|customer|client|case|ticket|sku|price|cost|total|score|rank|balance|followers)\b/i;
/** Numbers at which the person is reached less likely. */
const lesser = /\b(other|main|company|callback|car|radio|emergency)\b/i;

/** Those who work on the rows rather than those in them, where both have a column. */
const others =
  /\b((sales ?)?rep|representative|sales ?person|salesman|user|host|organi[sz]er|agent|advisor|referr(er|al))\b/i;

/** Of the cells that say something, so many are what they should be. */
const shareMin = 0.5;
const shareMinWithoutHint = 0.8;

/**
 * Maps each field to the columns with matching cells, preferring those whose header also matches; a header alone counts only if no column
 * has better cells. Several columns of numbers or of addresses come in the order of the file.
 */
export function guessMapping(columns: readonly FileColumn[], country: string | null): ImportMapping {
  const looked = columns.map((column, index) => ({
    index,
    header: plainHeader(column.header),
    samples: column.samples,
    counts: countsOf(column, country),
  }));
  const mapping: ImportMapping = {};
  const taken = new Set<number>();
  const take = (field: ImportField, found: Looked | undefined) => {
    if (!found) return;
    mapping[field] = found.index;
    taken.add(found.index);
  };
  const free = () => looked.filter(({ index }) => !taken.has(index));

  for (const [place, found] of ways(looked, "email").slice(0, emailFields.length).entries())
    take(emailFields[place] ?? "email", found);
  for (const [place, found] of ways(free(), "phone").slice(0, phoneFields.length).entries())
    take(phoneFields[place] ?? "phone", found);
  for (const field of ["firstName", "lastName", "company", "notes", "name"] as const) {
    const named = free().filter(({ header }) => names[field].test(header));
    take(field, named.find(hasText) ?? named.find(({ counts }) => counts.filled === 0));
  }
  const whole = looked[mapping.name ?? -1];
  const first = looked[mapping.firstName ?? -1];
  const last = looked[mapping.lastName ?? -1];
  // "Vorname, Name", "Nome, Cognome": beside the other half of a name, the plain word means this half.
  if (whole && first && !last && isHalf(whole, first)) take("lastName", whole);
  if (whole && last && !first && isHalf(whole, last)) take("firstName", whole);
  if (mapping.lastName === whole?.index || mapping.firstName === whole?.index) delete mapping.name;
  if (mapping.name === undefined && mapping.firstName === undefined && mapping.lastName === undefined) {
    take(
      "name",
      free().find(({ header, counts }) => header === "" && counts.filled > 0 && counts.words === counts.filled),
    );
  }
  return mapping;
}

type Looked = { index: number; header: string; samples: readonly string[]; counts: CellCounts };

const isHalf = (whole: Looked, half: Looked) =>
  /^(name|nom|nome|naam|namn|navn|nimi)$/i.test(whole.header) &&
  !whole.samples.some((text, row) => half.samples[row] && text.includes(half.samples[row]));

/** Columns of numbers or of addresses, the likeliest first. */
function ways(columns: readonly Looked[], field: "phone" | "email"): Looked[] {
  let ranked = columns.flatMap((column) => {
    const rank = rankOf(column, field);
    return rank === null ? [] : [{ column, rank }];
  });
  if (ranked.some(({ column }) => !others.test(column.header))) {
    ranked = ranked.filter(({ column }) => !others.test(column.header));
  }
  const best = Math.min(...ranked.map(({ rank }) => rank));
  return ranked
    .filter(({ rank }) => rank < ranks.headerAlone || rank === best)
    .sort((a, b) => a.rank - b.rank || a.column.index - b.column.index)
    .map(({ column }) => column)
    .slice(0, best === ranks.headerAlone ? 1 : undefined);
}

const ranks = { cells: 0, lesserCells: 1, noHint: 2, empty: 3, headerAlone: 4 } as const;

function rankOf({ header, counts }: Looked, field: "phone" | "email"): number | null {
  const isNamed = names[field].test(header);
  if (!isNamed && besides.test(header.replaceAll("_", " "))) return null;
  const isHinted = isNamed || hints[field].test(header.replaceAll("_", " "));
  if (counts.filled === 0) return isHinted ? ranks.empty : null;
  const share = (field === "phone" ? counts.phones : counts.emails) / counts.filled;
  if (isHinted && share >= shareMin) return lesser.test(header) ? ranks.lesserCells : ranks.cells;
  if (!isHinted && field === "phone" && totals.test(header)) return null;
  if (!isHinted && share >= shareMinWithoutHint) return ranks.noHint;
  return isNamed ? ranks.headerAlone : null;
}

/** Names are words, in whatever script; a column of numbers or addresses is none, whatever its header says. */
const hasText = ({ counts }: Looked) => counts.filled > 0 && counts.emails + counts.phones <= counts.filled / 2;

/** Whether the first row names the columns: nothing in it is data, and something in it is a known name or stands over data. */
export function hasHeader(
  first: readonly string[],
  others: readonly (readonly string[])[],
  isData: (cell: string) => boolean,
): boolean {
  if (first.some(isData)) return false;
  return knownHeaders(first) > 0 || others.some((row) => row.some(isData));
}
