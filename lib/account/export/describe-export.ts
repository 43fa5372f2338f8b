import type { Source } from "./list-sources";

/** README.txt: what each file and field is, and how they are written. */
export function describeExport(sources: readonly Source[], { timezone, at }: { timezone: string; at: Date }): string {
  return [
    "Your data in Callwright",
    `As it was at ${at.toISOString()}.`,
    "",
    "Format",
    "Each kind of data is there twice with the same content: as JSON for programs and as CSV for spreadsheets (UTF-8, RFC 4180).",
    "A file larger than 1 GB is split; the parts have -2, -3 and so on in their names.",
    `Times are ISO 8601 in UTC (they end in Z). Days without a time, such as call_date, are days in your time zone, ${timezone}.`,
    "In CSV, lists and objects are JSON, and what is not known is empty. What a spreadsheet might run as a formula (= + - or @ where a",
    "cell or a line begins, or behind a character that may divide cells) has an apostrophe put before it; importing the file into",
    "Callwright takes it away again. Plain numbers and phone numbers (+442079460018) have none.",
    "",
    "What is not here: passwords and other secrets, and metrics that are counted from your calls.",
    ...sources.flatMap(({ name, about, columns }) => [
      "",
      `${name}.json, ${name}.csv`,
      about,
      ...columns.map((column) => `  ${column.name}${column.about ? `: ${column.about}` : ""}`),
    ]),
    "",
  ].join("\r\n");
}
