import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { ImportId, importNotFound } from "./_scope";

/**
 * Stops a running import after the rows that it is at; what it has done stays, and can be undone.
 * @throws AppError NOT_FOUND for an import that is not the tenant's; CONFLICT for one that does not run.
 */
export async function cancelImport(ctx: Context, input: unknown): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.import");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const { id } = identified.data;
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<{ isRunning: boolean }>(
      `UPDATE contact_imports SET cancel_requested_at = CASE WHEN status = 'running' THEN coalesce(cancel_requested_at, clock_timestamp())
         ELSE cancel_requested_at END
       WHERE user_id = $1 AND id = $2 RETURNING status IN ('running', 'cancelled') AS "isRunning"`,
      [userId, id],
    );
    if (!rows[0]) throw importNotFound();
    if (!rows[0].isRunning) throw new AppError("CONFLICT", "This import is not running any more.");
    return { id };
  });
}
