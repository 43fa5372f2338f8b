import { CsvFault, createCsvReader } from "@/lib/platform/csv/csv-reader";
import { fileLimits } from "../import-limits";

export const separators = [",", ";", "\t", "|"] as const;
export type Separator = (typeof separators)[number];

const rowsLookedAtMax = 50;

/**
 * What stands between the cells of a file that begins with `head`: that with which most of its first rows have the same number of
 * columns, and of several, that which makes most columns. A first line `sep=;`, as Excel writes it, says so itself.
 */
export function detectSeparator(head: string): Separator {
  const said = /^\uFEFF?sep=([,;\t|])\r?\n?/i.exec(head)?.[1];
  const [best = ","] = separators
    .map((separator) => ({ separator, ...judge(head, separator) }))
    .sort((a, b) => b.agreeing - a.agreeing || b.columns - a.columns)
    .map(({ separator }) => separator);
  return separators.find((separator) => separator === said) ?? best;
}

function judge(head: string, separator: Separator): { agreeing: number; columns: number } {
  const counts = new Map<number, number>();
  for (const { cells } of firstRows(head, separator)) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [[columns, agreeing] = [1, 0]] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return columns > 1 ? { agreeing, columns } : { agreeing: 0, columns };
}

/** The last of them may be cut off where the head ends. */
function firstRows(head: string, separator: Separator) {
  const reader = createCsvReader(separator, fileLimits);
  try {
    const rows = reader.read(head);
    return (rows.length > 0 ? rows : reader.end()).slice(0, rowsLookedAtMax);
  } catch (error) {
    if (error instanceof CsvFault) return [];
    throw error;
  }
}
