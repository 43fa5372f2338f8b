import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import type { Storage } from "@/lib/storage/storage";
import { hasNotBegun, ImportId, importNotFound } from "./_scope";

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
    const { rows } = await tx.query<{ storageKey: string | null; isOpen: boolean }>(
      `SELECT storage_key AS "storageKey", ${hasNotBegun} AS "isOpen"
       FROM contact_imports WHERE user_id = $1 AND id = $2 FOR UPDATE`,
      [userId, id],
    );
    const [found] = rows;
    if (!found) throw importNotFound();
    if (!found.isOpen) throw new AppError("CONFLICT", "This import has begun: it can be cancelled or undone.");
    // The file first: no file is left behind that nothing names.
    if (found.storageKey !== null) await storage.of(userId).remove(found.storageKey);
    await tx.query("DELETE FROM contact_imports WHERE user_id = $1 AND id = $2", [userId, id]);
    return { id };
  });
}
