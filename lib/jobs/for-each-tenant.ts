import type { TaskTools } from "./scheduled-task";

/**
 * Works for one tenant after another, each after what is more urgent; one that fails stops no other.
 * @returns the sum of what the work returned.
 * @throws Error, when all have had their turn, that says how many failed and why the first did.
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
