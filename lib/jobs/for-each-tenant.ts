import type { TaskTools } from "./scheduled-task";

/**
 * Runs work for each tenant in turn, giving way to more urgent work; a failure does not stop the others.
 * @returns the sum of the results.
 * @throws Error, after the last tenant, with the number of failures and the first reason.
 */
export async function forEachTenant<T extends { tenant: string }>(
  tenants: readonly T[],
  { giveWay }: Pick<TaskTools, "giveWay">,
  work: (tenant: T) => Promise<number>,
): Promise<number> {
  const failures: string[] = [];
  let total = 0;
  for (const each of tenants) {
    await giveWay?.();
    try {
      total += await work(each);
    } catch (error) {
      failures.push(`${each.tenant}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (failures.length > 0) {
    throw new Error(`${failures.length} of ${tenants.length} tenants failed; the first is ${failures[0]}`);
  }
  return total;
}
