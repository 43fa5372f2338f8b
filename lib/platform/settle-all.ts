/**
 * Like Promise.all, but everything has settled when it throws, so that a shared connection is free.
 * @throws the error of the first that failed, in their order.
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
