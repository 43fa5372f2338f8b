import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { oneOf } from "@/lib/platform/one-of";
import { importedColumns, newValue } from "./_judgement";
import { importNotFound, isLeftOut, isNumberless } from "./_scope";
import type { FieldChange, ImportRow, ImportRowPage } from "./import-detail";
import { LeftOut, skipReasons } from "./import-row";
import { type KnownContactRule, knownContactRules, rowVerdicts } from "./import-status";
import { undoReasons } from "./undo-rows";

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

type Row = Awaited<ReturnType<typeof readPage>>[number];

/** What an update has changed, before and after. */
const Former = z.partialRecord(z.enum(importedColumns), z.tuple([z.string().nullable(), z.string().nullable()]));

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
    const found = await tx.prisma.contactImport.findFirst({ where: { userId, id }, select: { knownContacts: true } });
    if (!found) throw importNotFound();
    return readPage(tx, { userId, id, filter, after, rule: oneOf(knownContactRules, found.knownContacts) });
  });
  const shown = rows.slice(0, importRowsPerPage);
  return {
    rows: shown.map(toRow),
    nextAfter: rows.length > importRowsPerPage ? (shown.at(-1)?.rowNumber ?? null) : null,
  };
}

type Page = { userId: string; id: string; filter: RowFilter | undefined; after: number; rule: KnownContactRule };

function readPage({ kysely }: Transaction, { userId, id, filter, after, rule }: Page) {
  return kysely
    .with(
      (cte) => cte("page").materialized(),
      (db) =>
        db
          .selectFrom("contact_import_rows")
          .selectAll()
          .where("user_id", "=", userId)
          .where("import_id", "=", id)
          .where("row_number", ">", after)
          .where(conditionOf(filter))
          .orderBy("row_number")
          .limit(importRowsPerPage + 1),
    )
    .selectFrom("page as r")
    .leftJoin("contacts as k", (join) => join.on("k.user_id", "=", userId).onRef("k.id", "=", "r.target_contact"))
    .select([
      "r.row_number as rowNumber",
      "r.line",
      "r.name",
      "r.phone_number as phone",
      "r.phone_extension as extension",
      "r.left_out as leftOut",
      "r.email",
      "r.company",
      "r.verdict",
      "r.reason",
      "r.other_line as otherLine",
      "k.id as contactId",
      "r.undo_reason as undoReason",
      "r.former",
      ...importedColumns.map((column) => sql.ref<string | null>(`k.${column}`).as(`had_${column}` as const)),
      ...importedColumns.map((column) =>
        sql<string | null>`${sql.raw(newValue(column, rule))}`.as(`given_${column}` as const),
      ),
    ])
    .orderBy("r.row_number")
    .execute();
}

function conditionOf(filter: RowFilter | undefined): RawBuilder<boolean> {
  if (filter === undefined) return sql<boolean>`true`;
  if (filter === "kept") return sql<boolean>`undo_reason IS NOT NULL`;
  if (filter === "left_out") return sql<boolean>`${sql.raw(isLeftOut)}`;
  if (filter === "numberless") return sql<boolean>`${sql.raw(isNumberless)}`;
  return sql<boolean>`verdict = ${filter}`;
}

function toRow(row: Row): ImportRow {
  return {
    rowNumber: row.rowNumber,
    line: row.line,
    name: row.name,
    phone: row.phone,
    extension: row.extension,
    email: row.email,
    company: row.company,
    verdict: oneOf(rowVerdicts, row.verdict),
    reason: row.reason === null ? null : oneOf(skipReasons, row.reason),
    otherLine: row.otherLine,
    contactId: row.contactId,
    undoReason: row.undoReason === null ? null : oneOf(undoReasons, row.undoReason),
    leftOut: z.array(LeftOut).parse(row.leftOut ?? []),
    changes: row.verdict === "update" ? changesOf(row) : [],
  };
}

/** What was done where it is known, else what would be. */
function changesOf(row: Row): FieldChange[] {
  const former = Former.nullable().parse(row.former);
  return importedColumns.flatMap((column) => {
    const field = fields[column];
    const done = former?.[column];
    if (former) return done ? [{ field, before: done[0], after: done[1] }] : [];
    const [before, after] = [row[`had_${column}`] || null, row[`given_${column}`]];
    return before === after ? [] : [{ field, before, after }];
  });
}
