import type pg from "pg";
import { AppError } from "@/lib/platform/errors";
import type { FairPlaces, Place } from "./fair-places";
import { offerTransaction } from "./offer-transaction";
import { isUnavailable } from "./pg-errors";
import type { Bounds } from "./pool";
import type { PrismaDoor } from "./prisma-door";
import { beginAs, type Connection, type Statements, type Transaction } from "./transaction";

/** A tenant's rows as they were at one moment, for as long as it is open. */
export type Snapshot = {
  tx: Transaction;
  /** Ends it; may be called again. */
  close(): Promise<void>;
};

/** Nobody holds a connection for longer, however slowly they read. */
const msMax = 30 * 60_000;

/**
 * Opens a transaction that only reads, and sees only what was there when it began. It holds its place and its connection until it is
 * closed, for half an hour at most, and gives way to others when it is hardly read.
 * @throws AppError RATE_LIMITED when no place is free in time, UNAVAILABLE when the database gives no connection.
 */
export async function openSnapshot(door: SnapshotDoor, places: FairPlaces, userId: string): Promise<Snapshot> {
  let open: OpenSnapshot | undefined;
  const place = await places.claim({
    userId,
    idleShare: () => open?.idleShare() ?? 0,
    giveWay: () => void open?.close(),
  });
  try {
    open = await begin(door, place, userId);
    return open;
  } catch (error) {
    place.release();
    if (!isUnavailable(error)) throw error;
    throw new AppError("UNAVAILABLE", "Exports do not work just now. Try again in a moment.", { cause: error });
  }
}

/** Connections of its own, and what a transaction over them is bound by where a pooler forgets it. */
type SnapshotDoor = { pool: pg.Pool; bounds: Bounds | undefined; prisma: PrismaDoor };
type OpenSnapshot = Snapshot & { idleShare(): number };

async function begin({ pool, bounds, prisma }: SnapshotDoor, place: Place, userId: string): Promise<OpenSnapshot> {
  const client = await pool.connect();
  const usage = watchUse(client);
  const offered = offerTransaction(usage.statements, prisma, exportIsOver);
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
    usage.end();
    await offered.end();
    if (!broken) {
      await client.query("ROLLBACK").catch((error: Error) => {
        broken = error;
      });
    }
    client.off("error", onError);
    client.release(broken);
    place.release();
  }
  try {
    await client.query(beginAs("app_tenant", userId, { mode: "ISOLATION LEVEL REPEATABLE READ READ ONLY", bounds }));
  } catch (error) {
    await close();
    throw error;
  }
  return { close, tx: offered.tx, idleShare: usage.idleShare };
}

const exportIsOver = () => new Error("The export was ended: it took too long, or others waited for its place.");

/** A connection that knows how much of its time nobody asks it anything, and that answers nothing once it is given back. */
function watchUse(client: pg.PoolClient) {
  const startedMs = performance.now();
  let isOver = false;
  let underWay = 0;
  let busyMs = 0;
  let busySinceMs = startedMs;
  // The overloads of a query are those of the client itself.
  const query = (async (...args: Parameters<typeof client.query>) => {
    if (isOver) throw exportIsOver();
    if (underWay === 0) busySinceMs = performance.now();
    underWay += 1;
    try {
      return await client.query(...args);
    } finally {
      underWay -= 1;
      if (underWay === 0) busyMs += performance.now() - busySinceMs;
    }
  }) as Statements["query"];
  return {
    statements: { query, getTransactionStatus: () => client.getTransactionStatus() } satisfies Connection,
    end: () => {
      isOver = true;
    },
    idleShare: () => (underWay > 0 ? 0 : 1 - busyMs / Math.max(1, performance.now() - startedMs)),
  };
}
