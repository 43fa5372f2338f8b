import type { Context } from "@/lib/access/context";
import { callFunction } from "@/lib/db/call-function";
import { functionRows } from "@/lib/db/function-rows";
import { ownerOf } from "@/lib/storage/tenant-key";
import { forEachTenant } from "../for-each-tenant";
import type { ScheduledTask, TaskTools } from "../scheduled-task";

/** One batch takes about half a second, during which the account's own rows are locked and nobody else's. */
const rowsMax = 1_000;

/**
 * Erases the accounts whose grace period is over, with their recordings and stored bodies: objects first, so that a killed run leaves no
 * orphaned objects. The next run continues where it ended. Returns how many rows were deleted.
 * @throws Error when accounts failed, after the others have been erased, or when `signal` is aborted.
 */
export const deleteAccounts: ScheduledTask = async (ctx, tools) => {
  const accounts = await ctx.db.job(({ kysely }) =>
    kysely.selectFrom(functionRows("list_accounts_to_erase", {})).select("tenant").execute(),
  );
  return forEachTenant(accounts, tools, ({ tenant }) => eraseAccount(ctx, tools, tenant));
};

async function eraseAccount(ctx: Context, { storage, signal }: TaskTools, account: string): Promise<number> {
  let total = 0;
  for (;;) {
    if (signal?.aborted) throw new Error("The deletion was interrupted; the rest follows when it is run again.");
    const objects = await ctx.db.job(({ kysely }) =>
      kysely
        .selectFrom(functionRows("list_objects_to_erase", { account, rows_max: rowsMax }))
        .select("key")
        .execute(),
    );
    const keys = objects.map(({ key }) => key);
    for (const key of keys) await (ownerOf(key) === null ? storage : storage.of(account)).remove(key);
    const removed = await ctx.db.job((tx) =>
      callFunction(tx, "erase_account", { account, gone_objects: keys, rows_max: rowsMax }),
    );
    total += removed;
    if (removed === 0) return total;
  }
}
