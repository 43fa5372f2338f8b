import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { ImportId, importNotFound, uncounted } from "./_scope";

/**
 * Has a checked import run by a job. Asked again, nothing more happens.
 * @throws AppError NOT_FOUND for an import that is not the tenant's; CONFLICT for one that is not checked, or would do nothing.
 */
export async function startImport(ctx: Context, input: unknown): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.import");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const { id } = identified.data;
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<{ status: string; work: number }>(
      `SELECT status, created_count + updated_count AS work FROM contact_imports WHERE user_id = $1 AND id = $2 FOR UPDATE`,
      [userId, id],
    );
    const [found] = rows;
    if (!found) throw importNotFound();
    if (["running", "finished"].includes(found.status)) return { id };
    if (found.status !== "checked") throw new AppError("CONFLICT", "This import cannot be started now.");
    if (found.work === 0) throw new AppError("CONFLICT", "No row of this file would create or change a contact.");
    await tx.query(
      `UPDATE contact_imports SET status = 'running', started_at = clock_timestamp(), cancel_requested_at = NULL, ${uncounted}
       WHERE user_id = $1 AND id = $2`,
      [userId, id],
    );
    await tx.query("SELECT request_contact_import($1)", [id]);
    return { id };
  });
}
