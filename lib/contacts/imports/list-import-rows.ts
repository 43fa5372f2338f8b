import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { type ImportedColumn, importedColumns, newValue } from "./_judgement";
import { importNotFound, isLeftOut, isNumberless } from "./_scope";
import type { FieldChange, ImportRow, ImportRowPage } from "./import-detail";
import { LeftOut } from "./import-row";
import { knownContactRules, rowVerdicts } from "./import-status";

export const importRowsPerPage = 50;

/**
 * Which rows are shown: of one verdict, those that become a contact without a number or of which a field was left out, or those whose contacts
 * undoing left alone.
 */
export const rowFilters = [...rowVerdicts, "numberless", "left_out", "kept"] as const;
export type RowFilter = (typeof rowFilters)[number];

const Input = z.object({
  id: z.uuid(),
  filter: z.enum(rowFilters).optional(),
  after: z.number().int().min(0).max(2_147_483_647).default(0),
});

type Row = Omit<ImportRow, "changes" | "leftOut"> & {
  leftOut: unknown;
  contactValues: Record<ImportedColumn, string | null> | null;
  newValues: Record<ImportedColumn, string | null>;
  former: Partial<Record<ImportedColumn, [string | null, string | null]>> | null;
};

const fields = {
  name: "name",
  phone_number: "phone",
  phone_extension: "extension",
  email: "email",
  company: "company",
  notes: "notes",
} as const;

/**
 * A page of an import's rows in the file's order: what each becomes or became, and what an update changes, before and after.
 * @throws AppError NOT_FOUND for an import that is not the tenant's.
 */
export async function listImportRows(ctx: Context, input: unknown): Promise<ImportRowPage> {
  const { userId } = requirePermission(ctx, "contact.read");
  const parsed = Input.safeParse(input);
  if (!parsed.success) throw importNotFound();
  const { id, filter, after } = parsed.data;
  const rows = await ctx.db.tenant(userId, async (tx) => {
    const found = await tx.query<{ rule: unknown }>(
      "SELECT known_contacts AS rule FROM contact_imports WHERE user_id = $1 AND id = $2",
      [userId, id],
    );
    const rule = z.enum(knownContactRules).safeParse(found.rows[0]?.rule);
    if (!rule.success) throw importNotFound();
    const pairs = (value: (column: ImportedColumn) => string) =>
      importedColumns.map((column) => `'${column}', ${value(column)}`).join(", ");
    const page = await tx.query<Row>(
      `WITH page AS MATERIALIZED (
         SELECT * FROM contact_import_rows WHERE user_id = $1 AND import_id = $2 AND row_number > $3 ${condition(filter)}
         ORDER BY row_number LIMIT $4
       )
       SELECT r.row_number AS "rowNumber", r.line, r.name, r.phone_number AS phone,
         r.phone_extension AS extension, r.left_out AS "leftOut", r.email, r.company, r.verdict, r.reason,
         r.other_line AS "otherLine", k.id AS "contactId", r.undo_reason AS "undoReason", r.former,
         CASE WHEN k.id IS NOT NULL THEN jsonb_build_object(${pairs((column) => `k.${column}`)}) END AS "contactValues",
         jsonb_build_object(${pairs((column) => newValue(column, rule.data))}) AS "newValues"
       FROM page r LEFT JOIN contacts k ON k.user_id = $1 AND k.id = r.target_contact
       ORDER BY r.row_number`,
      [
        userId,
        id,
        after,
        importRowsPerPage + 1,
        ...(rowVerdicts.some((verdict) => verdict === filter) ? [filter] : []),
      ],
    );
    return page.rows;
  });
  const shown = rows.slice(0, importRowsPerPage);
  return {
    rows: shown.map(toRow),
    nextAfter: rows.length > importRowsPerPage ? (shown.at(-1)?.rowNumber ?? null) : null,
  };
}

function condition(filter: RowFilter | undefined): string {
  if (filter === undefined) return "";
  if (filter === "kept") return "AND undo_reason IS NOT NULL";
  if (filter === "left_out") return `AND ${isLeftOut}`;
  if (filter === "numberless") return `AND ${isNumberless}`;
  return "AND verdict = $5";
}

function toRow({ contactValues, newValues, former, leftOut, ...row }: Row): ImportRow {
  return {
    ...row,
    leftOut: z.array(LeftOut).parse(leftOut ?? []),
    changes: row.verdict === "update" ? changesOf({ contactValues, newValues, former }) : [],
  };
}

/** What was done where it is known, else what would be. */
function changesOf({
  contactValues,
  newValues,
  former,
}: Pick<Row, "contactValues" | "newValues" | "former">): FieldChange[] {
  return importedColumns.flatMap((column) => {
    const field = fields[column];
    const done = former?.[column];
    if (former) return done ? [{ field, before: done[0], after: done[1] }] : [];
    const [before, after] = [contactValues?.[column] || null, newValues[column]];
    return before === after ? [] : [{ field, before, after }];
  });
}
