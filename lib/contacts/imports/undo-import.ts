import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { ImportId, importNotFound, selectImport } from "./_scope";

/**
 * Queues the undoing of an import, which is possible while its rows are kept, for 30 days. A repeated call has no further effect.
 * @throws AppError NOT_FOUND for an import that is not the tenant's; CONFLICT for one that has not ended or can no longer be undone.
 */
export async function undoImport(ctx: Context, input: unknown): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.import");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const { id } = identified.data;
  return ctx.db.tenant(userId, async (tx) => {
    const found = await selectImport(tx, userId, id).select(["status", "storage_key"]).forUpdate().executeTakeFirst();
    if (!found) throw importNotFound();
    if (["undoing", "undone"].includes(found.status)) return { id };
    if (!["finished", "cancelled"].includes(found.status)) {
      throw new AppError("CONFLICT", "Only an import that has ended can be undone.");
    }
    if (found.storage_key === null) throw new AppError("CONFLICT", "This import is too old to be undone.");
    await tx.prisma.contactImport.updateMany({ where: { userId, id }, data: { status: "undoing", rowsDone: 0 } });
    await callFunction(tx, "request_contact_import", { import: id });
    return { id };
  });
}
