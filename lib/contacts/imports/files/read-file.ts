import { readCsvText } from "@/lib/platform/csv/csv";
import { type CsvRow, createCsvReader } from "@/lib/platform/csv/csv-reader";
import { AppError } from "@/lib/platform/errors";
import type { Objects } from "@/lib/storage/storage";
import { fileLimits } from "../import-limits";
import { rowsAbove, rowsAboveMax } from "./rows-above";
import { createFileDecoder } from "./text-decoder";

/** How a stored file is to be read. */
export type FileShape = { storageKey: string; encoding: string; separator: string };

/**
 * The rows of a stored file with the file's header among them and without what stands above it, a few at a time: memory holds those
 * few, however long the file is.
 * @throws CsvFault for what cannot be read; AppError NOT_FOUND when the file is gone.
 */
export async function* readFile(
  storage: Objects,
  { storageKey, encoding, separator }: FileShape,
): AsyncGenerator<CsvRow[]> {
  const found = await storage.read(storageKey);
  if (!found) throw new AppError("NOT_FOUND", "The uploaded file is no longer there.");
  const decoder = createFileDecoder(encoding);
  const reader = createCsvReader(separator, fileLimits);
  let isFirst = true;
  const rowsOf = (text: string) => {
    const rows = reader.read(text).map(asWritten);
    if (!isFirst || rows.length === 0) return rows;
    isFirst = false;
    return rows[0] && saysSeparator(rows[0]) ? rows.slice(1) : rows;
  };
  let waiting: CsvRow[] | null = [];
  const begun = (rows: CsvRow[], isEnd = false) => {
    if (!waiting) return rows;
    waiting.push(...rows);
    if (!isEnd && waiting.length < rowsAboveMax) return [];
    const all = waiting;
    waiting = null;
    return all.slice(rowsAbove(all.map(({ cells }) => cells)));
  };
  for await (const piece of found.stream) {
    const rows = begun(rowsOf(decoder.write(piece)));
    if (rows.length > 0) yield rows;
  }
  const last = begun([...rowsOf(decoder.end()), ...reader.end().map(asWritten)], true);
  if (last.length > 0) yield last;
}

/** Our own exports keep spreadsheets from running a cell by an apostrophe, which is no part of it; others do so, too. */
const asWritten = ({ line, cells }: CsvRow): CsvRow => ({ line, cells: cells.map(readCsvText) });

/** Excel's own first line; with the separator that it names, it is read as two cells. */
const saysSeparator = ({ line, cells }: CsvRow) =>
  line === 1 && /^sep=.?$/i.test(cells[0]?.trim() ?? "") && cells.length <= 2;
