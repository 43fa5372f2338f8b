import type { FileColumn } from "./files/file-columns";
import type { ImportMapping } from "./import-fields";

/** A column that seems to hold phone numbers or email addresses but is mapped to no field. */
export type UnmappedColumn = { index: number; kind: "phones" | "emails"; count: number };

const shareMin = 0.5;

/** The columns of numbers or of addresses that a mapping leaves out, in the order of the file. */
export function unmappedColumns(columns: readonly FileColumn[], mapping: ImportMapping): UnmappedColumn[] {
  const mapped = new Set(Object.values(mapping));
  return columns.flatMap(({ counts }, index) => {
    if (!counts || counts.filled === 0 || mapped.has(index)) return [];
    const kind = counts.phones >= counts.emails ? "phones" : "emails";
    return counts[kind] / counts.filled >= shareMin ? [{ index, kind, count: counts[kind] }] : [];
  });
}
