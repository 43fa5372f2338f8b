import pg from "pg";
import type { DatabaseRole } from "./pool";

export type ListeningOptions = {
  /** The address of the server itself: a pooler drops LISTEN. */
  connectionString: string;
  applicationName: string;
  role: DatabaseRole;
  channel: string;
  /** What a new connection does before it listens. */
  prepare?(client: pg.Client): Promise<void>;
  onNotification(payload: string): void;
  /** Called whenever it begins to listen and whenever the connection is lost, because notifications around that time may be missed. */
  onGap(): void;
};

export type Listening = {
  isConnected(): boolean;
  close(): Promise<void>;
};

const retryMsMin = 100;
const retryMsMax = 5_000;
const probeMs = 15_000;

/** Listens on a channel over its own connection, which is reopened whenever it breaks. */
export function keepListening(options: ListeningOptions): Listening {
  let client: pg.Client | null = null;
  let isClosed = false;
  let retryMs = retryMsMin;
  let retry: NodeJS.Timeout | undefined;

  const connect = async () => {
    const next = new pg.Client({
      connectionString: options.connectionString,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      application_name: options.applicationName,
      options: `-c role=${options.role}`,
    });
    next.on("error", () => drop(next));
    next.on("end", () => drop(next));
    next.on("notification", ({ payload }) => options.onNotification(payload ?? ""));
    try {
      await next.connect();
      await options.prepare?.(next);
      await next.query(`LISTEN ${pg.escapeIdentifier(options.channel)}`);
    } catch {
      await next.end().catch(() => {});
      reconnectLater();
      return;
    }
    if (isClosed) {
      await next.end();
      return;
    }
    client = next;
    retryMs = retryMsMin;
    options.onGap();
  };

  const drop = (gone: pg.Client) => {
    if (client !== gone) return;
    client = null;
    gone.end().catch(() => {});
    options.onGap();
    reconnectLater();
  };

  const reconnectLater = () => {
    if (isClosed) return;
    clearTimeout(retry);
    retry = setTimeout(connect, retryMs);
    retryMs = Math.min(retryMs * 2, retryMsMax);
  };

  // A connection that is cut without notice stays silent forever, so it is checked now and then.
  const probe = setInterval(() => {
    const asked = client;
    asked?.query("SELECT 1").catch(() => drop(asked));
  }, probeMs);
  probe.unref();
  void connect();

  return {
    isConnected: () => client !== null,
    async close() {
      isClosed = true;
      clearTimeout(retry);
      clearInterval(probe);
      const last = client;
      client = null;
      await last?.end().catch(() => {});
    },
  };
}
