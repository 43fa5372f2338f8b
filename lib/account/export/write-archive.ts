import type { Transaction } from "@/lib/db/transaction";
import { csvByteOrderMark, csvLine } from "@/lib/platform/csv/csv";
import { type ZippedFile, zipFiles } from "@/lib/platform/zip-files";
import { describeExport } from "./describe-export";
import { listSources, type Source } from "./list-sources";
import { type Row, readRows } from "./read-rows";

const partBytesMax = 1024 ** 3;
/** Compressing many short lines one by one would take several times as long. */
const pieceChars = 32 * 1024;

/** How rows become a file. */
type Format = {
  extension: string;
  head(source: Source): string;
  row(source: Source, row: Row, isFirst: boolean): string;
  foot: string;
};

const formats: readonly Format[] = [
  {
    extension: "json",
    head: () => "[",
    row: ({ columns }, row, isFirst) =>
      `${isFirst ? "\n" : ",\n"}${JSON.stringify(Object.fromEntries(columns.map(({ name, isNumeric }) => [name, numberOr(row[name], isNumeric)])))}`,
    foot: "\n]\n",
  },
  {
    extension: "csv",
    head: ({ columns }) => `${csvByteOrderMark}${csvLine(columns.map(({ name }) => name))}`,
    row: ({ columns }, row) => csvLine(columns.map(({ name }) => row[name])),
    foot: "",
  },
];

/** The driver gives an exact number as its text. */
const numberOr = (value: unknown, isNumeric: boolean) =>
  isNumeric && typeof value === "string" ? Number(value) : value;

export type ArchiveOptions = { userId: string; timezone: string; at: Date; partBytesMax?: number };

/** A ZIP of everything that is the tenant's, piece by piece as it is read: nothing of it is kept in memory. */
export function writeArchive(tx: Transaction, options: ArchiveOptions): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  return zipFiles(filesOf(tx, options), options.at);
}

async function* filesOf(tx: Transaction, options: ArchiveOptions): AsyncGenerator<ZippedFile> {
  const sources = await listSources(tx, options.userId);
  const about = describeExport(sources, options);
  yield {
    name: "README.txt",
    content: (async function* () {
      yield about;
    })(),
  };
  for (const source of sources) {
    for (const format of formats) yield* partsOf(tx, source, format, options.partBytesMax ?? partBytesMax);
  }
}

/** The rows of a source as one file, or as several where they are many. */
async function* partsOf(tx: Transaction, source: Source, format: Format, bytesMax: number): AsyncGenerator<ZippedFile> {
  const rows = readRows(tx, source.query);
  let next = await rows.next();
  for (let part = 1; part === 1 || !next.done; part += 1) {
    const name = `${source.name}${part > 1 ? `-${part}` : ""}.${format.extension}`;
    yield { name, content: contentOf() };
  }

  async function* contentOf() {
    let pending = format.head(source);
    let bytes = 0;
    for (let isFirst = true; !next.done && bytes <= bytesMax; next = await rows.next()) {
      for (const row of next.value) {
        pending += format.row(source, row, isFirst);
        isFirst = false;
        if (pending.length < pieceChars) continue;
        bytes += Buffer.byteLength(pending);
        yield pending;
        pending = "";
      }
    }
    yield pending + format.foot;
  }
}
