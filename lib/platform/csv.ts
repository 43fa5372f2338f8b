/** What a spreadsheet would run as a formula, or might after trimming it; also in their full-width forms. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
/** Numbers and phone numbers in E.164 begin like a formula and are none: they stay as they are. */
const harmless = /^(-?\d+(\.\d+)?(e[+-]?\d+)?|\+[1-9]\d{6,14})$/i;
const needsQuotes = /[",\r\n]|^\s|\s$/;

/** What lets spreadsheets read the file as UTF-8. */
export const csvByteOrderMark = "\uFEFF";

/**
 * One line of RFC 4180, with its line break. Moments are ISO 8601 in UTC, lists and objects JSON, what is unknown is empty. A text that
 * a spreadsheet would run begins with an apostrophe, which it hides.
 */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: unknown): string {
  const text = textOf(value);
  const safe = formulaStart.test(text) && !harmless.test(text) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
