import { LRUCache } from "lru-cache";
import { countLookup } from "@/lib/live/count-lookup";
import type { ChangeFeed } from "./change-feed";

export type MetricCache = {
  /**
   * The last result of `compute` for the tenant, as long as none of the tenant's data has changed since it started. Equal requests share
   * one computation. The value is shared and must not be modified.
   */
  remember<T>(userId: string, key: MetricKey<T>, compute: () => Promise<T>): Promise<T>;
  close(): void;
};

/** The cache key of one kind of a tenant's metrics; `T` is the cached value. */
export type MetricKey<T> = string & { readonly totals?: T };

type TenantMetrics = LRUCache<string, Promise<unknown>>;

const tenantsMax = 200;
const keysPerTenantMax = 12;
/** A dead connection is noticed within seconds; cached values expire after this time in any case. */
const ttlMs = 60_000;

/**
 * The first level of the cache: metrics in this process's memory, dropped as soon as the database announces a change of their tenant, all
 * of them when announcements may have been missed. Without a listening connection nothing is cached.
 */
export function createMetricCache(feed: Pick<ChangeFeed, "subscribeToAll" | "watch">): MetricCache {
  // A change drops a tenant's whole set. A value that is still being computed ends up in a set that is no longer read.
  const tenants = new LRUCache<string, TenantMetrics>({ max: tenantsMax });
  const unsubscribe = feed.subscribeToAll((change, userId) => {
    if ("lost" in change) tenants.clear();
    else if (userId !== null) tenants.delete(userId);
  });

  return {
    remember<T>(userId: string, key: MetricKey<T>, compute: () => Promise<T>): Promise<T> {
      if (!feed.watch(userId)) {
        countLookup("metrics", "bypass");
        return compute();
      }
      const own: TenantMetrics = tenants.get(userId) ?? new LRUCache({ max: keysPerTenantMax, ttl: ttlMs });
      tenants.set(userId, own);
      const known = own.get(key);
      countLookup("metrics", known ? "hit" : "miss");
      // A key is typed by what was stored under it.
      if (known) return known as Promise<T>;
      const computed = compute();
      own.set(key, computed);
      computed.catch(() => {
        if (own.peek(key) === computed) own.delete(key);
      });
      return computed;
    },
    close() {
      unsubscribe();
      tenants.clear();
    },
  };
}
