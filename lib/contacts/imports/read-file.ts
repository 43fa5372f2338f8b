import { type CsvRow, createCsvReader } from "@/lib/platform/csv-reader";
import { AppError } from "@/lib/platform/errors";
import type { Storage } from "@/lib/storage/storage";
import { fileLimits } from "./import-limits";
import { createFileDecoder } from "./text-decoder";

/** How a stored file is to be read. */
export type FileShape = { storageKey: string; encoding: string; separator: string };

/**
 * The rows of a stored file with the file's header among them, a few at a time: memory holds those few, however long the file is.
 * @throws CsvFault for what cannot be read; AppError NOT_FOUND when the file is gone.
 */
export async function* readFile(
  storage: Storage,
  { storageKey, encoding, separator }: FileShape,
): AsyncGenerator<CsvRow[]> {
  const found = await storage.read(storageKey);
  if (!found) throw new AppError("NOT_FOUND", "The uploaded file is no longer there.");
  const decoder = createFileDecoder(encoding);
  const reader = createCsvReader(separator, fileLimits);
  let isFirst = true;
  const rowsOf = (text: string) => {
    const rows = reader.read(text);
    if (!isFirst || rows.length === 0) return rows;
    isFirst = false;
    return rows[0] && saysSeparator(rows[0]) ? rows.slice(1) : rows;
  };
  for await (const piece of found.stream) {
    const rows = rowsOf(decoder.write(piece));
    if (rows.length > 0) yield rows;
  }
  const last = [...rowsOf(decoder.end()), ...reader.end()];
  if (last.length > 0) yield last;
}

/** Excel's own first line; with the separator that it names, it is read as two cells. */
const saysSeparator = ({ line, cells }: CsvRow) =>
  line === 1 && /^sep=.?$/i.test(cells[0]?.trim() ?? "") && cells.length <= 2;
