import type { Transaction } from "@/lib/db/transaction";
import { csvByteOrderMark, csvLine } from "@/lib/platform/csv";
import { createZipWriter, type ZipWriter } from "@/lib/platform/zip-writer";
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
export async function* writeArchive(tx: Transaction, options: ArchiveOptions): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const zip = createZipWriter(options.at);
  const sources = await listSources(tx, options.userId);
  zip.begin("README.txt");
  await zip.write(describeExport(sources, options));
  zip.end();
  for (const source of sources) {
    for (const format of formats) yield* writeFile(tx, zip, source, format, options.partBytesMax ?? partBytesMax);
  }
  zip.finish();
  yield* zip.take();
}

async function* writeFile(tx: Transaction, zip: ZipWriter, source: Source, format: Format, bytesMax: number) {
  const nameOf = (part: number) => `${source.name}${part > 1 ? `-${part}` : ""}.${format.extension}`;
  let part = 1;
  let isFirst = true;
  zip.begin(nameOf(part));
  let pending = format.head(source);
  for await (const rows of readRows(tx, source.query)) {
    if (zip.fileBytes() > bytesMax) {
      await zip.write(pending + format.foot);
      zip.end();
      part += 1;
      isFirst = true;
      zip.begin(nameOf(part));
      pending = format.head(source);
    }
    for (const row of rows) {
      pending += format.row(source, row, isFirst);
      isFirst = false;
      if (pending.length < pieceChars) continue;
      await zip.write(pending);
      pending = "";
      yield* zip.take();
    }
  }
  await zip.write(pending + format.foot);
  zip.end();
  yield* zip.take();
}
