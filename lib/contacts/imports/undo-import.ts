import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { ImportId, importNotFound } from "./_scope";

/**
 * Has a job take back what an import did, for as long as its rows are kept, which is 30 days. Asked again, nothing more happens.
 * @throws AppError NOT_FOUND for an import that is not the tenant's; CONFLICT for one that has not ended or can no longer be undone.
 */
export async function undoImport(ctx: Context, input: unknown): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.import");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const { id } = identified.data;
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<{ status: string; hasRows: boolean }>(
      `SELECT status, storage_key IS NOT NULL AS "hasRows" FROM contact_imports WHERE user_id = $1 AND id = $2 FOR UPDATE`,
      [userId, id],
    );
    const [found] = rows;
    if (!found) throw importNotFound();
    if (["undoing", "undone"].includes(found.status)) return { id };
    if (!["finished", "cancelled"].includes(found.status)) {
      throw new AppError("CONFLICT", "Only an import that has ended can be undone.");
    }
    if (!found.hasRows) throw new AppError("CONFLICT", "This import is too old to be undone.");
    await tx.query("UPDATE contact_imports SET status = 'undoing', rows_done = 0 WHERE user_id = $1 AND id = $2", [
      userId,
      id,
    ]);
    await tx.query("SELECT request_contact_import($1)", [id]);
    return { id };
  });
}
