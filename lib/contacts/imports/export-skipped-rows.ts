import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { oneOf } from "@/lib/platform/one-of";
import { parseInput } from "@/lib/platform/parse-input";
import type { Storage } from "@/lib/storage/storage";
import { ImportId, importNotFound, isLeftOut } from "./_scope";
import { FileColumn } from "./files/file-columns";
import { readFile } from "./files/read-file";
import { LeftOut, skipReasons } from "./import-row";
import { leftOutSentence, reasonSentence } from "./reason-sentences";

export type SkippedRows = {
  fileName: string;
  header: string[];
  /** The file's own cells, and behind them the reason and the line, a few rows at a time. */
  rows: AsyncGenerator<(string | number)[][]>;
};

type Found = Awaited<ReturnType<typeof readSkipped>>[number];

/** Rows that were skipped, or rows that were not and of which a field was left out. */
const conditions = { skip: sql<boolean>`verdict = 'skip'`, left_out: sql<boolean>`${sql.raw(isLeftOut)}` } as const;
const Which = z.object({ which: z.enum(["skip", "left_out"]).default("skip") });

const rowsPerRead = 2_000;

/**
 * The rows of an import that were skipped, or of which a field was left out, as they stand in the file, each with its reason and line; to be
 * fixed and imported again.
 * @throws AppError NOT_FOUND for an import that is not the tenant's; CONFLICT when its file is no longer kept, or not checked yet.
 */
export async function exportSkippedRows(ctx: Context, input: unknown, storage: Storage): Promise<SkippedRows> {
  const { userId } = requirePermission(ctx, "contact.read");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const { id } = identified.data;
  const { which } = parseInput(Which, input);
  const found = await ctx.db.tenant(userId, ({ prisma }) =>
    prisma.contactImport.findFirst({
      where: { userId, id, status: { notIn: ["mapping", "checking"] } },
      select: { fileName: true, storageKey: true, encoding: true, separator: true, hasHeader: true, columns: true },
    }),
  );
  if (!found) throw importNotFound();
  const { fileName, storageKey, hasHeader, columns: fileColumns, ...shape } = found;
  if (storageKey === null) throw new AppError("CONFLICT", "The rows of this import are no longer kept.");
  const columns = z
    .array(FileColumn)
    .parse(fileColumns)
    .map(({ header }, index) => header || `Column ${index + 1}`);
  return {
    fileName,
    header: [...columns, "Reason", "Line"],
    rows: joined(readFile(storage.of(userId), { storageKey, ...shape }), {
      hasHeader,
      columnCount: columns.length,
      readSkipped: (after) => ctx.db.tenant(userId, (tx) => readSkipped(tx, { userId, id, which, after })),
    }),
  };
}

type Skipped = { userId: string; id: string; which: keyof typeof conditions; after: number };

function readSkipped({ kysely }: Transaction, { userId, id, which, after }: Skipped) {
  return kysely
    .selectFrom("contact_import_rows")
    .select(["row_number as rowNumber", "line", "reason", "other_line as otherLine", "left_out as leftOut"])
    .where("user_id", "=", userId)
    .where("import_id", "=", id)
    .where(conditions[which])
    .where("row_number", ">", after)
    .orderBy("row_number")
    .limit(rowsPerRead)
    .execute();
}

async function* joined(
  file: ReturnType<typeof readFile>,
  options: { hasHeader: boolean; columnCount: number; readSkipped(after: number): Promise<Found[]> },
): AsyncGenerator<(string | number)[][]> {
  let isHeader = options.hasHeader;
  let rowNumber = 0;
  let skipped = await options.readSkipped(0);
  for await (const rows of file) {
    const found: (string | number)[][] = [];
    for (const { cells } of rows) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      rowNumber += 1;
      const [next] = skipped;
      if (!next) break;
      if (next.rowNumber !== rowNumber) continue;
      const own = Array.from({ length: Math.max(options.columnCount, cells.length) }, (_, index) => cells[index] ?? "");
      found.push([...own, whyOf(next), next.line]);
      skipped.shift();
      if (skipped.length === 0) skipped = await options.readSkipped(rowNumber);
    }
    if (found.length > 0) yield found;
    if (skipped.length === 0) return;
  }
}

function whyOf({ reason, otherLine, leftOut }: Found): string {
  const fields = z.array(LeftOut).parse(leftOut ?? []);
  return reason === null
    ? fields.map(leftOutSentence).join("; ")
    : reasonSentence(oneOf(skipReasons, reason), otherLine, fields);
}
