import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import type { Storage } from "@/lib/storage/storage";
import { hasNotBegun, ImportId, importNotFound, selectImport } from "./_scope";

/**
 * Forgets an import that was not started, with its file.
 * @throws AppError NOT_FOUND for an import that is not the tenant's; CONFLICT for one that was started.
 */
export async function discardImport(ctx: Context, input: unknown, storage: Storage): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.import");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const { id } = identified.data;
  return ctx.db.tenant(userId, async (tx) => {
    const found = await selectImport(tx, userId, id)
      .select(["status", "storage_key as storageKey"])
      .forUpdate()
      .executeTakeFirst();
    if (!found) throw importNotFound();
    if (!hasNotBegun(found.status))
      throw new AppError("CONFLICT", "This import has started: cancel or undo it instead.");
    // The file first, so that no orphaned file is left.
    if (found.storageKey !== null) await storage.of(userId).remove(found.storageKey);
    await tx.prisma.contactImport.deleteMany({ where: { userId, id } });
    return { id };
  });
}
