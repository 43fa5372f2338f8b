import { createHash } from "node:crypto";
import { emailPattern } from "../schema";

/** What a column can be taken for. A name may stand in one column, or in two. */
export const importFields = ["name", "firstName", "lastName", "phone", "email", "company", "notes"] as const;
export type ImportField = (typeof importFields)[number];

/** Which column (from 0) each field is taken from. */
export type ImportMapping = Partial<Record<ImportField, number>>;

/** A column of a file: its header, and the first cells that are not empty. */
export type FileColumn = { header: string; samples: string[] };

export const samplesMax = 3;
const sampleCharactersMax = 80;

const names: Readonly<Record<ImportField, RegExp>> = {
  firstName: /^(first|given|fore|vor|pr[eé])[ _-]?n(ame|om)$|^nombre$|^vorname$|^pr[eé]nom$/i,
  lastName: /^(last|family|sur|nach|familien)[ _-]?name$|^apellidos?$|^nom de famille$/i,
  phone:
    /^((tele)?(ph|f)one?|tel[ée]fono|t[ée]l[ée]phone|telefon|tel|mobile?|handy|cell|rufnummer|number|nummer|msisdn|caller)\.?([ _-]?(number|no|nr|nummer|phone))?$|^(mobile|cell|work|home|business|primary|contact)[ _-](tele)?phone([ _-]?number)?$/i,
  email: /e-?mail|^(correo|courriel|mail)\b/i,
  company:
    /^(company|organi[sz]ation|business|firma|unternehmen|soci[ée]t[ée]|empresa|account|employer)([ _-]?name)?$/i,
  notes: /^(notes?|comments?|remarks?|description|notizen?|bemerkung(en)?|kommentar|notas?|remarques?)$/i,
  name: /^((full|contact|customer|client|lead|display)[ _-]?name|name|nom|contact|kontakt|person|ansprechpartner)$/i,
};

export function columnsOf(header: readonly string[] | null, rows: readonly (readonly string[])[]): FileColumn[] {
  const count = Math.max(header?.length ?? 0, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, index) => ({
    header: cut(header?.[index] ?? ""),
    samples: rows
      .map((row) => cut(row[index] ?? ""))
      .filter(Boolean)
      .slice(0, samplesMax),
  }));
}

const cut = (text: string) => {
  const plain = text.trim().toWellFormed();
  return plain.length > sampleCharactersMax ? `${plain.slice(0, sampleCharactersMax - 1).toWellFormed()}…` : plain;
};

const isEmail = (text: string) => emailPattern.test(text.trim());
const isPhone = (text: string) =>
  /^[+(]?[\d\s().\-/]{6,24}$/.test(text.trim()) && (text.match(/\d/g)?.length ?? 0) >= 6;
const isData = (text: string) => isEmail(text) || isPhone(text);

/** Whether the first row names the columns: nothing in it is data, and something in it is a known name or stands over data. */
export function hasHeader(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  if (first.some(isData)) return false;
  const isKnown = first.some((text) => importFields.some((field) => names[field].test(text.trim())));
  return isKnown || others.some((row) => row.some(isData));
}

/** Takes each field from the first column whose header says so, and a number or address from one whose cells are that. */
export function guessMapping(columns: readonly FileColumn[]): ImportMapping {
  const mapping: ImportMapping = {};
  const taken = new Set<number>();
  const take = (field: ImportField, isIt: (column: FileColumn) => boolean) => {
    if (mapping[field] !== undefined) return;
    const index = columns.findIndex((column, at) => !taken.has(at) && isIt(column));
    if (index < 0) return;
    mapping[field] = index;
    taken.add(index);
  };
  for (const [field, pattern] of fieldNames()) take(field, ({ header }) => pattern.test(header));
  take("email", ({ samples }) => samples.length > 0 && samples.every(isEmail));
  take("phone", ({ samples }) => samples.length > 0 && samples.every(isPhone));
  if (mapping.name === undefined && mapping.firstName === undefined && mapping.lastName === undefined) {
    take(
      "name",
      ({ header, samples }) =>
        header === "" && samples.length > 0 && samples.every((text) => /^\p{L}[\p{L} .'-]+$/u.test(text)),
    );
  }
  return mapping;
}

const fieldNames = () =>
  importFields.map((field) => [field, names[field]] as const).sort(([a], [b]) => rank(a) - rank(b));
/** "Company name" is a company and "First name" no whole one: what is narrower is asked first. */
const rank = (field: ImportField) => (field === "name" ? 1 : 0);

/** Equal for files whose columns are called the same in the same order. */
export function headerDigest(header: readonly string[] | null): string {
  if (!header) return "";
  return createHash("sha256")
    .update(JSON.stringify(header.map((text) => text.trim().toLowerCase())))
    .digest("hex");
}
