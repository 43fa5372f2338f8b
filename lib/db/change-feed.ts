import pg from "pg";
import { z } from "zod";

const changeSchema = z.object({ table: z.string(), user_id: z.uuid().optional() });

/** A committed change of a tenant's table, or word that changes may have been missed while the connection was away. */
export type Change = { table: string } | { lost: true };
export type ChangeListener = (change: Change) => void;

/** Hears of every tenant's changes; `userId` is null for tables without a tenant and for whatever was missed. */
export type EveryChangeListener = (change: Change, userId: string | null) => void;

/** One LISTEN connection that tells each tenant's listeners of committed changes, in every process that opens it. */
export type ChangeFeed = {
  /**
   * @param userId whose changes to hear of; `null` for those of tables without a tenant.
   * @returns a function that ends the subscription.
   */
  subscribe(userId: string | null, listener: ChangeListener): () => void;
  /** Like `subscribe`, for all tenants at once; told before any tenant's own listeners are. */
  subscribeToAll(listener: EveryChangeListener): () => void;
  isConnected(): boolean;
  close(): Promise<void>;
};

const retryMsMax = 5_000;
const probeMs = 15_000;

export function createChangeFeed(connectionString: string): ChangeFeed {
  const listeners = new Map<string | null, Set<ChangeListener>>();
  const everybody = new Set<EveryChangeListener>();
  let client: pg.Client | null = null;
  let closed = false;
  let retryMs = 100;
  let retry: NodeJS.Timeout | undefined;

  const connect = async () => {
    const next = new pg.Client({
      connectionString,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      application_name: "callwright change feed",
      options: "-c role=app_tenant",
    });
    next.on("error", () => drop(next));
    next.on("end", () => drop(next));
    next.on("notification", ({ payload }) => deliver(payload ?? ""));
    try {
      await next.connect();
      await next.query("LISTEN cache_invalidation");
    } catch {
      await next.end().catch(() => {});
      reconnectLater();
      return;
    }
    if (closed) {
      await next.end();
      return;
    }
    client = next;
    retryMs = 100;
    // Whatever was committed before this moment was not heard.
    tellOfLoss();
  };

  const drop = (gone: pg.Client) => {
    if (client !== gone) return;
    client = null;
    gone.end().catch(() => {});
    tellOfLoss();
    reconnectLater();
  };

  const deliver = (payload: string) => {
    const announced = changeSchema.safeParse(parseJson(payload));
    if (!announced.success) return;
    const { table, user_id: userId = null } = announced.data;
    for (const listener of everybody) listener({ table }, userId);
    for (const listener of listeners.get(userId) ?? []) listener({ table });
  };

  const tellOfLoss = () => {
    for (const listener of everybody) listener({ lost: true }, null);
    for (const own of listeners.values()) for (const listener of own) listener({ lost: true });
  };

  const reconnectLater = () => {
    if (closed) return;
    clearTimeout(retry);
    retry = setTimeout(connect, retryMs);
    retryMs = Math.min(retryMs * 2, retryMsMax);
  };

  // A connection cut without a word stays silent for ever: ask it now and then.
  const probe = setInterval(() => {
    const asked = client;
    asked?.query("SELECT 1").catch(() => drop(asked));
  }, probeMs);
  probe.unref();
  void connect();

  return {
    subscribe(userId, listener) {
      const own = listeners.get(userId) ?? new Set();
      listeners.set(userId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(userId) === own) listeners.delete(userId);
      };
    },
    subscribeToAll(listener) {
      everybody.add(listener);
      return () => void everybody.delete(listener);
    },
    isConnected: () => client !== null,
    async close() {
      closed = true;
      clearTimeout(retry);
      clearInterval(probe);
      const last = client;
      client = null;
      await last?.end().catch(() => {});
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
