import { callFunction } from "@/lib/db/call-function";
import { functionRows } from "@/lib/db/function-rows";
import { objectsOfKey } from "@/lib/storage/objects-of-key";
import type { ScheduledTask } from "../scheduled-task";
import { removeInBatches } from "./remove-in-batches";

/** Removes deleted contacts that can no longer come back, and the files and rows of imports that can no longer be undone. */
export const cleanContacts: ScheduledTask = async (ctx, { storage }) => {
  let total = await removeInBatches(ctx, "cleanup_deleted_contacts");
  for (;;) {
    const due = await ctx.db.job(({ kysely }) =>
      kysely
        .selectFrom(functionRows("list_contact_imports_to_clean", {}))
        .select(["id", "storage_key as key"])
        .execute(),
    );
    if (due.length === 0) return total;
    for (const { id, key } of due) {
      await objectsOfKey(storage, key).remove(key);
      total += await ctx.db.job((tx) => callFunction(tx, "clean_contact_import", { import: id, gone_object: key }));
    }
  }
};
