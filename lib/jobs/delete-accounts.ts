import type { Context } from "@/lib/db/context";
import { ownerOf } from "@/lib/storage/tenant-key";
import { forEachTenant } from "./for-each-tenant";
import type { ScheduledTask, TaskTools } from "./scheduled-task";

/** One batch takes about half a second, during which the account's own rows are locked and nobody else's. */
const rowsMax = 1_000;

/**
 * Erases the accounts whose time of grace is over, with their recordings and stored bodies: objects first, so that a run which is
 * killed leaves none behind that nothing names. The next run goes on where it ended. Says how many rows went.
 * @throws Error when accounts failed, after the others have been erased, or when `signal` is aborted.
 */
export const deleteAccounts: ScheduledTask = async (ctx, tools) => {
  const accounts = await ctx.db.job(async (tx) => {
    const { rows } = await tx.query<{ tenant: string }>("SELECT list_accounts_to_erase() AS tenant");
    return rows;
  });
  return forEachTenant(accounts, tools, ({ tenant }) => eraseAccount(ctx, tools, tenant));
};

async function eraseAccount(ctx: Context, { storage, signal }: TaskTools, account: string): Promise<number> {
  let total = 0;
  for (;;) {
    if (signal?.aborted) throw new Error("The deletion was interrupted; the rest follows when it is run again.");
    const keys = await ctx.db.job(async (tx) => {
      const { rows } = await tx.query<{ key: string }>("SELECT list_objects_to_erase($1, $2) AS key", [
        account,
        rowsMax,
      ]);
      return rows.map(({ key }) => key);
    });
    for (const key of keys) await (ownerOf(key) === null ? storage : storage.of(account)).remove(key);
    const removed = await ctx.db.job(async (tx) => {
      const { rows } = await tx.query<{ removed: number }>("SELECT erase_account($1, $2, $3) AS removed", [
        account,
        keys,
        rowsMax,
      ]);
      return rows[0]?.removed ?? 0;
    });
    total += removed;
    if (removed === 0) return total;
  }
}
