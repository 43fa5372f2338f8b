import { setImmediate as nextTurn } from "node:timers/promises";
import { CsvFault } from "@/lib/platform/csv-reader";
import { AppError } from "@/lib/platform/errors";
import type { Objects } from "@/lib/storage/storage";
import { columnsOf, type FileColumn, hasHeader, headerDigest } from "./columns";
import { detectSeparator } from "./detect-separator";
import { readFile } from "./read-file";

export type FileFacts = {
  separator: string;
  hasHeader: boolean;
  columns: FileColumn[];
  headerDigest: string;
  /** Without the header. */
  rowCount: number;
};

const headBytes = 65_536;
const rowsLookedAt = 50;

/**
 * Reads a stored file from end to end and says what is in it.
 * @throws AppError BAD_REQUEST with the line and what is wrong there; TOO_LARGE for more rows than may be uploaded at once.
 */
export async function inspectFile(
  storage: Objects,
  { storageKey, encoding, rowsMax }: { storageKey: string; encoding: string; rowsMax: number },
): Promise<FileFacts> {
  const separator = detectSeparator(await readHead(storage, storageKey, encoding));
  const first: string[][] = [];
  let count = 0;
  try {
    for await (const rows of readFile(storage, { storageKey, encoding, separator })) {
      for (const { cells } of rows) if (first.length <= rowsLookedAt) first.push(cells);
      count += rows.length;
      if (count > rowsMax + 1) throw tooManyRows(rowsMax);
      await nextTurn();
    }
  } catch (error) {
    if (error instanceof CsvFault) throw new AppError("BAD_REQUEST", error.message);
    throw error;
  }
  const [head, ...others] = first;
  if (!head) throw new AppError("BAD_REQUEST", "There is nothing in this file.");
  const isNamed = hasHeader(head, others);
  const rowCount = count - (isNamed ? 1 : 0);
  if (rowCount === 0) throw new AppError("BAD_REQUEST", "This file has a header and no rows.");
  if (rowCount > rowsMax) throw tooManyRows(rowsMax);
  return {
    separator,
    hasHeader: isNamed,
    columns: columnsOf(isNamed ? head : null, isNamed ? others : first),
    headerDigest: headerDigest(isNamed ? head : null),
    rowCount,
  };
}

const tooManyRows = (rowsMax: number) =>
  new AppError(
    "TOO_LARGE",
    `This file has more than ${rowsMax.toLocaleString("en")} rows. Import it in several parts.`,
  );

async function readHead(storage: Objects, key: string, encoding: string): Promise<string> {
  const found = await storage.read(key, { start: 0, end: headBytes - 1 });
  if (!found) throw new AppError("NOT_FOUND", "The uploaded file is no longer there.");
  const pieces: Buffer[] = [];
  for await (const piece of found.stream) pieces.push(piece);
  return new TextDecoder(encoding).decode(Buffer.concat(pieces));
}
