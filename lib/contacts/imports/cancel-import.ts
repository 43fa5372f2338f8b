import { sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { ImportId, importNotFound, selectImport, updateImport } from "./_scope";

/**
 * Stops a running import after its current batch; the imported rows stay, and can be undone.
 * @throws AppError NOT_FOUND for an import that is not the tenant's; CONFLICT for one that does not run.
 */
export async function cancelImport(ctx: Context, input: unknown): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.import");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const { id } = identified.data;
  return ctx.db.tenant(userId, async (tx) => {
    const found = await selectImport(tx, userId, id).select("status").forUpdate().executeTakeFirst();
    if (!found) throw importNotFound();
    if (found.status === "cancelled") return { id };
    if (found.status !== "running") throw new AppError("CONFLICT", "This import is no longer running.");
    await updateImport(tx, userId, id)
      .set({ cancel_requested_at: sql<Date>`coalesce(cancel_requested_at, clock_timestamp())` })
      .execute();
    return { id };
  });
}
