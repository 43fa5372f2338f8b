import { LRUCache } from "lru-cache";
import type pg from "pg";
import { keepListening } from "@/lib/db/keep-listening";
import { type AnnouncementReader, createAnnouncementReader } from "./announcement";

/** A committed change of a tenant's table, or a notice that changes may have been missed while the connection was down. */
export type Change = { table: string } | { lost: true };
export type ChangeListener = (change: Change) => void;

/** Receives changes of every watched tenant; `userId` is null for tables without a tenant and when changes were missed. */
export type EveryChangeListener = (change: Change, userId: string | null) => void;

/** One LISTEN connection per process that passes committed changes to each tenant's listeners. */
export type ChangeFeed = {
  /**
   * @param userId the tenant to subscribe to; `null` for tables without a tenant.
   * @returns a function that ends the subscription.
   */
  subscribe(userId: string | null, listener: ChangeListener): () => void;
  /** Like `subscribe`, for all watched tenants; called before each tenant's own listeners. */
  subscribeToAll(listener: EveryChangeListener): () => void;
  /**
   * Includes this tenant in the changes for `subscribeToAll`; false while the feed is not connected. Only the tenants watched last are
   * kept.
   */
  watch(userId: string): boolean;
  isConnected(): boolean;
  close(): Promise<void>;
};

/** Many times the size of any metrics cache, so that no tenant is dropped here before its cache entries are. */
const watchedMax = 20_000;

export function createChangeFeed(connectionString: string): ChangeFeed {
  const listeners = new Map<string | null, Set<ChangeListener>>();
  const everybody = new Set<EveryChangeListener>();
  // Announcements have names of their own for tenants.
  const watched = new LRUCache<string, string>({ max: watchedMax });
  const subscribed = new Map<string, string>();
  let reader: AnnouncementReader | null = null;

  const deliver = (payload: string) => {
    const announced = reader?.read(payload);
    if (!announced) return;
    const { table, tenantName } = announced;
    const userId = tenantName === null ? null : (subscribed.get(tenantName) ?? watched.get(tenantName));
    if (userId === undefined) return;
    for (const listener of everybody) listener({ table }, userId);
    for (const listener of listeners.get(userId) ?? []) listener({ table });
  };

  const tellOfLoss = () => {
    for (const listener of everybody) listener({ lost: true }, null);
    for (const own of listeners.values()) for (const listener of own) listener({ lost: true });
  };

  const connection = keepListening({
    connectionString,
    applicationName: "callwright change feed",
    role: "app_tenant",
    channel: "cache_invalidation",
    async prepare(client) {
      reader = createAnnouncementReader(await readSecret(client));
      subscribed.clear();
      for (const userId of listeners.keys()) if (userId !== null) subscribed.set(reader.nameOf(userId), userId);
    },
    onNotification: deliver,
    onGap: tellOfLoss,
  });

  return {
    subscribe(userId, listener) {
      const own = listeners.get(userId) ?? new Set();
      listeners.set(userId, own.add(listener));
      if (reader && userId !== null) subscribed.set(reader.nameOf(userId), userId);
      return () => {
        own.delete(listener);
        if (own.size > 0 || listeners.get(userId) !== own) return;
        listeners.delete(userId);
        if (reader && userId !== null) subscribed.delete(reader.nameOf(userId));
      };
    },
    subscribeToAll(listener) {
      everybody.add(listener);
      return () => void everybody.delete(listener);
    },
    watch(userId) {
      if (reader === null || !connection.isConnected()) return false;
      watched.set(reader.nameOf(userId), userId);
      return true;
    },
    isConnected: connection.isConnected,
    close: connection.close,
  };
}

/** The key of announcements is readable only by the role for sign-in; the connection itself listens as the tenant role. */
async function readSecret(client: pg.Client): Promise<Uint8Array> {
  await client.query("BEGIN; SET LOCAL ROLE app_auth");
  const { rows } = await client.query<{ secret: Uint8Array }>("SELECT announcement_secret() AS secret");
  await client.query("COMMIT");
  return rows[0]?.secret ?? new Uint8Array();
}
