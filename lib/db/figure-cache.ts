import { LRUCache } from "lru-cache";
import { countLookup } from "@/lib/platform/count-lookup";
import type { ChangeFeed } from "./change-feed";

export type FigureCache = {
  /**
   * What `compute` found last for the tenant, while nothing of the tenant's has changed since it began. Equal requests share one
   * computation. The value is everybody's: it is never changed.
   */
  remember<T>(userId: string, key: FigureKey<T>, compute: () => Promise<T>): Promise<T>;
  close(): void;
};

/** Names one kind of figures of a tenant; `T` is what it leads to. */
export type FigureKey<T> = string & { readonly figures?: T };

type TenantFigures = LRUCache<string, Promise<unknown>>;

const tenantsMax = 200;
const keysPerTenantMax = 12;
/** A connection that died without a word is noticed within seconds; nothing is believed for longer than this. */
const ttlMs = 60_000;

/**
 * The first level of the cache: figures in this process's memory, dropped as soon as the database announces a change of their
 * tenant, all of them when announcements may have been missed. Without a connection that listens nothing is remembered.
 */
export function createFigureCache(feed: Pick<ChangeFeed, "subscribeToAll" | "watch">): FigureCache {
  // A change takes away a tenant's whole set. What is still being computed then ends in a set that nobody asks any more.
  const tenants = new LRUCache<string, TenantFigures>({ max: tenantsMax });
  const unsubscribe = feed.subscribeToAll((change, userId) => {
    if ("lost" in change) tenants.clear();
    else if (userId !== null) tenants.delete(userId);
  });

  return {
    remember<T>(userId: string, key: FigureKey<T>, compute: () => Promise<T>): Promise<T> {
      if (!feed.watch(userId)) {
        countLookup("figures", "bypass");
        return compute();
      }
      const own: TenantFigures = tenants.get(userId) ?? new LRUCache({ max: keysPerTenantMax, ttl: ttlMs });
      tenants.set(userId, own);
      const known = own.get(key);
      countLookup("figures", known ? "hit" : "miss");
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
