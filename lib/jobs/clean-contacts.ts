import { objectsOfKey } from "@/lib/storage/objects-of-key";
import { removeInBatches } from "./remove-in-batches";
import type { ScheduledTask } from "./scheduled-task";

/** Removes deleted contacts that can no longer come back, and the files and rows of imports that can no longer be undone. */
export const cleanContacts: ScheduledTask = async (ctx, { storage }) => {
  let total = await removeInBatches(ctx, "cleanup_deleted_contacts");
  for (;;) {
    const due = await ctx.db.job(async (tx) => {
      const { rows } = await tx.query<{ id: string; key: string }>(
        "SELECT id, storage_key AS key FROM list_contact_imports_to_clean()",
      );
      return rows;
    });
    if (due.length === 0) return total;
    for (const { id, key } of due) {
      await objectsOfKey(storage, key).remove(key);
      total += await ctx.db.job(async (tx) => {
        const { rows } = await tx.query<{ removed: number }>("SELECT clean_contact_import($1, $2) AS removed", [
          id,
          key,
        ]);
        return rows[0]?.removed ?? 0;
      });
    }
  }
};
