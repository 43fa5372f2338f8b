/** What lets spreadsheets read the file as UTF-8. */
export const csvByteOrderMark = "\uFEFF";

// A spreadsheet of another country divides the same line at another character. It sees a quote only where its own cell begins, so
// quoting protects nothing there: wherever any of them may begin a cell, a formula is broken.
const divider = String.raw`[,;|\t\r\n]`;
/** What a spreadsheet would run as a formula, also in its full-width forms. */
const formula = String.raw`[=+\-@＝＋－＠]`;
/** Numbers and phone numbers in E.164 begin like a formula and are none: they stay as they are. */
const harmless = String.raw`(?:-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|\+[1-9]\d{6,14})`;
/** A formula, with apostrophes before it or none. After leading spaces, a dash or plus as in ordinary prose does not count as one. */
const startOf = (what: string) => `(?:"*(?='*${what})|[ "]*(?='*[=@＝＠]))`;

const needsQuotes = /[",;|\t\r\n]|^\s|\s$/;
const onlyHarmless = new RegExp(`^${harmless}$`, "i");
const atStart = new RegExp(`^${startOf(String.raw`(?:${formula}|[\t\r\n])`)}`);
const behindDivider = new RegExp(`${divider}(?!${harmless}[\\]}"]*$)${startOf(formula)}`, "gi");
const brokenAtStart = new RegExp(`${atStart.source}'`);
const brokenBehindDivider = new RegExp(`(${divider}${startOf(formula)})'`, "g");

/**
 * One line of RFC 4180, with its line break. Times are ISO 8601 in UTC, lists and objects JSON, null is empty. Where a spreadsheet might
 * see the start of a formula, an apostrophe is inserted before it; `readCsvText` removes it again.
 */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(",")}\r\n`;
}

/** The text that a cell was written from: without the apostrophes that keep spreadsheets from running it. */
export function readCsvText(cell: string): string {
  if (!cell.includes("'")) return cell;
  return cell.replace(brokenAtStart, (start) => start.slice(0, -1)).replace(brokenBehindDivider, "$1");
}

function csvCell(value: unknown): string {
  const text = textOf(value);
  const safe = onlyHarmless.test(text)
    ? text
    : text.replace(behindDivider, (start) => `${start}'`).replace(atStart, (start) => `${start}'`);
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
