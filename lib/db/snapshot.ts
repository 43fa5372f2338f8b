import type pg from "pg";
import { AppError } from "@/lib/platform/errors";
import type { FairSlots, Slot } from "./fair-slots";
import { offerTransaction } from "./offer-transaction";
import { isUnavailable } from "./pg-errors";
import type { Bounds, DatabaseRole } from "./pool";
import type { PrismaConnector } from "./prisma-connector";
import { beginAs } from "./run-transaction";
import type { Connection, Statements, Transaction } from "./transaction";

/** A consistent snapshot of what a role sees, of a tenant's rows or of every tenant's, for as long as it is open. */
export type Snapshot = {
  tx: Transaction;
  /** Ends it; may be called again. */
  close(): Promise<void>;
};

/** The longest time that a snapshot may hold a connection, however slowly it is read. */
const msMax = 30 * 60_000;

/**
 * Opens a transaction that only reads, and sees only what was there when it began. It holds its slot and its connection until it is
 * closed, for half an hour at most, and gives way to others when it is hardly read.
 * @throws AppError RATE_LIMITED when no slot is free in time, UNAVAILABLE when the database gives no connection.
 */
export async function openSnapshot(
  source: SnapshotSource,
  slots: FairSlots,
  { role, userId }: SnapshotReader,
): Promise<Snapshot> {
  let open: OpenSnapshot | undefined;
  const slot = await slots.claim({
    userId,
    idleShare: () => open?.idleShare() ?? 0,
    giveWay: () => void open?.close(),
  });
  try {
    open = await begin(source, slot, { role, userId });
    return open;
  } catch (error) {
    slot.release();
    if (!isUnavailable(error)) throw error;
    throw new AppError("UNAVAILABLE", "Exports are not available right now. Try again in a moment.", { cause: error });
  }
}

/** Separate connections, and the limits of a transaction over them where a pooler drops session settings. */
type SnapshotSource = { pool: pg.Pool; bounds: Bounds | undefined; prisma: PrismaConnector };
/** As whom it reads, and whose turn it takes. */
export type SnapshotReader = { role: Extract<DatabaseRole, "app_tenant" | "app_admin">; userId: string };
type OpenSnapshot = Snapshot & { idleShare(): number };

async function begin(
  { pool, bounds, prisma }: SnapshotSource,
  slot: Slot,
  { role, userId }: SnapshotReader,
): Promise<OpenSnapshot> {
  const client = await pool.connect();
  const usage = watchUse(client);
  const offered = offerTransaction(usage.statements, prisma, exportIsOver);
  let broken: Error | undefined;
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= end();
    return closing;
  };
  // The server ends idle transactions: there may be no further request, so the connection is released at once.
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
    slot.release();
  }
  try {
    await client.query(beginAs(role, userId, { mode: "ISOLATION LEVEL REPEATABLE READ READ ONLY", bounds }));
  } catch (error) {
    await close();
    throw error;
  }
  return { close, tx: offered.tx, idleShare: usage.idleShare };
}

const exportIsOver = () => new Error("The export was stopped: it took too long, or others were waiting.");

/** A connection that measures its idle time and refuses statements once it is released. */
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
