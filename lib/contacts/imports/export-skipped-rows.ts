import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import type { Storage } from "@/lib/storage/storage";
import { ImportId, importNotFound, isLeftOut } from "./_scope";
import { LeftOut, type SkipReason } from "./import-row";
import { readFile } from "./read-file";
import { leftOutSentence, reasonSentence } from "./reason-sentences";

export type SkippedRows = {
  fileName: string;
  header: string[];
  /** The file's own cells, and behind them the reason and the line, a few rows at a time. */
  rows: AsyncGenerator<(string | number)[][]>;
};

type Found = {
  rowNumber: number;
  line: number;
  reason: SkipReason | null;
  otherLine: number | null;
  leftOut: unknown;
};

/** Rows that were skipped, or rows that were not and of which a field was left out. */
const conditions = { skip: "verdict = 'skip'", left_out: isLeftOut } as const;
const Which = z.object({ which: z.enum(["skip", "left_out"]).default("skip") });

const rowsPerRead = 2_000;

/**
 * The rows of an import that were skipped, or of which a field was left out, as they stand in the file, each with its reason and line; to be
 * mended and imported again.
 * @throws AppError NOT_FOUND for an import that is not the tenant's; CONFLICT when its file is no longer kept, or not checked yet.
 */
export async function exportSkippedRows(ctx: Context, input: unknown, storage: Storage): Promise<SkippedRows> {
  const { userId } = requirePermission(ctx, "contact.read");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const { id } = identified.data;
  const { which } = parseInput(Which, input);
  const { rows } = await ctx.db.tenant(userId, (tx) =>
    tx.query<{
      fileName: string;
      storageKey: string | null;
      encoding: string;
      separator: string;
      hasHeader: boolean;
      headers: string[];
    }>(
      `SELECT file_name AS "fileName", storage_key AS "storageKey", encoding, separator, has_header AS "hasHeader",
         ARRAY (SELECT c->>'header' FROM jsonb_array_elements(columns) c) AS headers
       FROM contact_imports WHERE user_id = $1 AND id = $2 AND status NOT IN ('mapping', 'checking')`,
      [userId, id],
    ),
  );
  const [found] = rows;
  if (!found) throw importNotFound();
  const { fileName, storageKey, hasHeader, headers, ...shape } = found;
  if (storageKey === null) throw new AppError("CONFLICT", "The rows of this import are no longer kept.");
  const readSkipped = async (after: number) => {
    const read = await ctx.db.tenant(userId, (tx) =>
      tx.query<Found>(
        `SELECT row_number AS "rowNumber", line, reason, other_line AS "otherLine", left_out AS "leftOut" FROM contact_import_rows
         WHERE user_id = $1 AND import_id = $2 AND ${conditions[which]} AND row_number > $3 ORDER BY row_number LIMIT $4`,
        [userId, id, after, rowsPerRead],
      ),
    );
    return read.rows;
  };
  const columns = headers.map((header, index) => header || `Column ${index + 1}`);
  return {
    fileName,
    header: [...columns, "Reason", "Line"],
    rows: joined(readFile(storage.of(userId), { storageKey, ...shape }), {
      hasHeader,
      columnCount: columns.length,
      readSkipped,
    }),
  };
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
  return reason === null ? fields.map(leftOutSentence).join("; ") : reasonSentence(reason, otherLine, fields);
}
