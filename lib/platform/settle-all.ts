/**
 * Like Promise.all, but nothing is under way any more when it throws: whoever shares a connection may use it at once.
 * @throws what the first of them, in their order, failed with.
 */
export async function settleAll<T extends readonly unknown[]>(
  works: readonly [...{ [K in keyof T]: Promise<T[K]> | T[K] }],
): Promise<T>;
export async function settleAll(works: readonly unknown[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(works);
  return settled.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}
