import { z } from "zod";
import { readAddress } from "../read-address";
import { readNumber } from "../read-number";
import { isBlank } from "./clean-cell";

/** How many of the cells that were looked at say something, and what they are. */
const CellCounts = z.object({ filled: z.number(), phones: z.number(), emails: z.number(), words: z.number() });
export type CellCounts = z.infer<typeof CellCounts>;

/** A column of a file: its header, what its cells look like, and its cells in those rows of the file that are shown. */
export const FileColumn = z.object({
  header: z.string(),
  samples: z.array(z.string()),
  /** Files that were uploaded before cells were counted have none. */
  counts: CellCounts.optional(),
});
export type FileColumn = z.infer<typeof FileColumn>;

const samplesMax = 3;
export const rowsLookedAtMax = 1_000;
const sampleCharactersMax = 80;

/** Looks at the first rows of a file as they are read, without keeping more of them than are shown. */
export function createColumnLooker(country: string | null) {
  const counts: CellCounts[] = [];
  let shown: { cells: readonly string[]; filled: number; place: number }[] = [];
  let rowCount = 0;
  return {
    look(cells: readonly string[]): void {
      if (rowCount >= rowsLookedAtMax) return;
      rowCount += 1;
      let filled = 0;
      for (const [index, cell] of cells.entries()) {
        const count = counts[index] ?? { filled: 0, phones: 0, emails: 0, words: 0 };
        counts[index] = count;
        if (isBlank(cell)) continue;
        filled += 1;
        count.filled += 1;
        const kind = kindOf(cell, country);
        if (kind) count[kind] += 1;
      }
      // The fullest rows say most of the columns; of equal ones the earlier.
      shown.push({ cells, filled, place: rowCount });
      shown.sort((a, b) => b.filled - a.filled || a.place - b.place);
      shown = shown.slice(0, samplesMax);
    },
    columns(header: readonly string[] | null): FileColumn[] {
      const rows = shown.toSorted((a, b) => a.place - b.place);
      const count = Math.max(header?.length ?? 0, counts.length);
      return Array.from({ length: count }, (_, index) => ({
        header: cut(header?.[index] ?? ""),
        samples: rows.map(({ cells }) => cut(cells[index] ?? "")),
        counts: counts[index] ?? { filled: 0, phones: 0, emails: 0, words: 0 },
      }));
    },
  };
}

function kindOf(cell: string, country: string | null): "phones" | "emails" | "words" | null {
  if (cell.includes("@")) return "email" in readAddress(cell) ? "emails" : "words";
  if (looksLikeNumber(cell, country)) return "phones";
  return /\p{L}/u.test(cell) ? "words" : null;
}

const date = /^\s*(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})([T\s].*)?\s*$/;

/** Whether a cell is a number that somebody could be called by: without a country's code it needs to be one of `country`. */
export function looksLikeNumber(cell: string, country: string | null): boolean {
  const digits = cell.match(/\p{Nd}/gu)?.length ?? 0;
  if (digits < 7 || digits > 40 || date.test(cell)) return false;
  const read = readNumber(cell, country);
  if ("e164" in read) return true;
  if (read.fault === "digits_lost") return true;
  return read.fault === "no_country" && digits >= 9 && digits <= 13 && /^[\s\d().\-/]+$/.test(cell);
}

/** How the cells of a column are counted, also where that was not done when the file came. */
export function countsOf({ samples, counts }: FileColumn, country: string | null): CellCounts {
  if (counts) return counts;
  const looker = createColumnLooker(country);
  for (const sample of samples) looker.look([sample]);
  return looker.columns(null)[0]?.counts ?? { filled: 0, phones: 0, emails: 0, words: 0 };
}

function cut(text: string): string {
  const plain = text.trim().toWellFormed();
  return plain.length > sampleCharactersMax ? `${plain.slice(0, sampleCharactersMax - 1).toWellFormed()}…` : plain;
}
