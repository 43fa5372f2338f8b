import pg from "pg";
import { z } from "zod";

const changeSchema = z.object({ table: z.string(), user_id: z.uuid().optional() });

/** A committed change of a tenant's table, or word that changes may have been missed while the connection was away. */
export type Change = { table: string } | { lost: true };
export type ChangeListener = (change: Change) => void;

/** One LISTEN connection that tells each tenant's listeners of committed changes, in every process that opens it. */
export type ChangeFeed = {
  /**
   * @param userId whose changes to hear of; `null` for those of tables without a tenant.
   * @returns a function that ends the subscription.
   */
  subscribe(userId: string | null, listener: ChangeListener): () => void;
  isConnected(): boolean;
  close(): Promise<void>;
};

const retryMsMax = 5_000;
const probeMs = 15_000;

export function createChangeFeed(connectionString: string): ChangeFeed {
  const listeners = new Map<string | null, Set<ChangeListener>>();
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
    next.on("notification", ({ payload }) => deliver(listeners, payload ?? ""));
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
    tellAll(listeners, { lost: true });
  };

  const drop = (gone: pg.Client) => {
    if (client !== gone) return;
    client = null;
    gone.end().catch(() => {});
    tellAll(listeners, { lost: true });
    reconnectLater();
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

function deliver(listeners: Map<string | null, Set<ChangeListener>>, payload: string): void {
  const change = changeSchema.safeParse(parseJson(payload));
  if (!change.success) return;
  for (const listener of listeners.get(change.data.user_id ?? null) ?? []) listener({ table: change.data.table });
}

function tellAll(listeners: Map<string | null, Set<ChangeListener>>, change: Change): void {
  for (const own of listeners.values()) for (const listener of own) listener(change);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
