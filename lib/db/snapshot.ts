import type pg from "pg";
import type { Bounds } from "./pool";
import { beginAs, type Transaction } from "./transaction";

/** A tenant's rows as they were at one moment, for as long as it is open. */
export type Snapshot = {
  tx: Transaction;
  /** Ends it; may be called again. */
  close(): Promise<void>;
};

/** Nobody holds a connection for longer, however slowly they read. */
const msMax = 30 * 60_000;

/**
 * Opens a transaction that only reads, and sees only what was there when it began. It holds its connection until it is closed,
 * for half an hour at most.
 * @throws Error when no connection is free in time.
 */
export async function openSnapshot(pool: pg.Pool, userId: string, bounds?: Bounds): Promise<Snapshot> {
  const client = await pool.connect();
  let broken: Error | undefined;
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= end();
    return closing;
  };
  // The server ends what its client has left idle: nobody may ask again, so the connection is given back at once.
  const onError = (error: Error) => {
    broken = error;
    void close();
  };
  const overdue = setTimeout(close, msMax);
  overdue.unref();
  client.on("error", onError);

  async function end(): Promise<void> {
    clearTimeout(overdue);
    if (!broken) {
      await client.query("ROLLBACK").catch((error: Error) => {
        broken = error;
      });
    }
    client.off("error", onError);
    client.release(broken);
  }
  try {
    await client.query(beginAs("app_tenant", userId, { mode: "ISOLATION LEVEL REPEATABLE READ READ ONLY", bounds }));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    close,
    tx: client,
  };
}
