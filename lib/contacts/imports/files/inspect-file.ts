import { setImmediate as nextTurn } from "node:timers/promises";
import { CsvFault } from "@/lib/platform/csv/csv-reader";
import { AppError } from "@/lib/platform/errors";
import type { Objects } from "@/lib/storage/storage";
import { readAddress } from "../read-address";
import { detectSeparator } from "./detect-separator";
import { createColumnLooker, type FileColumn, looksLikeNumber } from "./file-columns";
import { hasHeader } from "./guess-mapping";
import { headerDigest } from "./header-digest";
import { otherKindOfFile } from "./other-kind-of-file";
import { readFile } from "./read-file";
import { createFileDecoder } from "./text-decoder";

export type FileFacts = {
  separator: string;
  hasHeader: boolean;
  columns: FileColumn[];
  headerDigest: string;
  /** Without the header. */
  rowCount: number;
};

export type FileToInspect = { storageKey: string; encoding: string; country: string | null; rowsMax: number };

const headBytes = 65_536;
const rowsLookedAt = 50;

/**
 * Reads a stored file from end to end and says what is in it.
 * @throws AppError BAD_REQUEST with the line and what is wrong there; TOO_LARGE for more rows than may be uploaded at once.
 */
export async function inspectFile(
  storage: Objects,
  { storageKey, encoding, country, rowsMax }: FileToInspect,
): Promise<FileFacts> {
  const head = await readHead(storage, storageKey);
  const otherKind = otherKindOfFile(head);
  if (otherKind !== null) throw new AppError("BAD_REQUEST", otherKind);
  const separator = detectSeparator(createFileDecoder(encoding).write(head));
  const looker = createLooker(country);
  let count = 0;
  try {
    for await (const rows of readFile(storage, { storageKey, encoding, separator })) {
      for (const { cells } of rows) {
        looker.look(cells);
      }
      count += rows.length;
      if (count > rowsMax + 1) throw tooManyRows(rowsMax);
      await nextTurn();
    }
  } catch (error) {
    if (error instanceof CsvFault) throw new AppError("BAD_REQUEST", error.message);
    throw error;
  }
  if (count === 0) throw new AppError("BAD_REQUEST", "This file contains no data.");
  const { header, columns } = looker.end();
  const rowCount = count - (header ? 1 : 0);
  if (rowCount === 0) throw new AppError("BAD_REQUEST", "This file has a header but no rows.");
  if (rowCount > rowsMax) throw tooManyRows(rowsMax);
  return {
    separator,
    hasHeader: header !== null,
    columns,
    headerDigest: headerDigest(header),
    rowCount,
  };
}

/** Looks at rows as they come: whether the first one is a header is told when some of the others are there. */
function createLooker(country: string | null) {
  const looker = createColumnLooker(country);
  const isData = (cell: string) => "email" in readAddress(cell) || looksLikeNumber(cell, country);
  let waiting: string[][] | null = [];
  let header: string[] | null = null;
  const begin = () => {
    if (!waiting) return;
    const [head = [], ...others] = waiting;
    header = hasHeader(head, others, isData) ? head : null;
    for (const cells of header ? others : waiting) looker.look(cells);
    waiting = null;
  };
  return {
    look(cells: string[]) {
      if (!waiting) return looker.look(cells);
      waiting.push(cells);
      if (waiting.length > rowsLookedAt) begin();
    },
    end() {
      begin();
      return { header, columns: looker.columns(header) };
    },
  };
}

const tooManyRows = (rowsMax: number) =>
  new AppError(
    "TOO_LARGE",
    `This file has more than ${rowsMax.toLocaleString("en")} rows. Import it in several parts.`,
  );

async function readHead(storage: Objects, key: string): Promise<Buffer> {
  const found = await storage.read(key, { start: 0, end: headBytes - 1 });
  if (!found) throw new AppError("NOT_FOUND", "The uploaded file is no longer there.");
  const pieces: Buffer[] = [];
  for await (const piece of found.stream) pieces.push(piece);
  return Buffer.concat(pieces);
}
