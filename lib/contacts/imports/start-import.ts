import { sql } from "kysely";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { ImportId, importNotFound, selectImport, uncounted, updateImport } from "./_scope";

/**
 * Queues a checked import. A repeated call has no further effect.
 * @throws AppError NOT_FOUND for an import that is not the tenant's; CONFLICT for one that is not checked, or would do nothing.
 */
export async function startImport(ctx: Context, input: unknown): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.import");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const { id } = identified.data;
  return ctx.db.tenant(userId, async (tx) => {
    const found = await selectImport(tx, userId, id)
      .select(["status", "created_count", "updated_count"])
      .forUpdate()
      .executeTakeFirst();
    if (!found) throw importNotFound();
    if (["running", "finished"].includes(found.status)) return { id };
    if (found.status !== "checked") throw new AppError("CONFLICT", "This import cannot be started now.");
    if (found.created_count + found.updated_count === 0)
      throw new AppError("CONFLICT", "No row of this file would create or change a contact.");
    await updateImport(tx, userId, id)
      .set({ status: "running", started_at: sql<Date>`clock_timestamp()`, cancel_requested_at: null, ...uncounted })
      .execute();
    await callFunction(tx, "request_contact_import", { import: id });
    return { id };
  });
}
