import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { offerTransaction } from "./offer-transaction";
import { isTransient } from "./pg-errors";
import type { Bounds, DatabaseRole } from "./pool";
import { createPrismaConnector, type PrismaConnector } from "./prisma-connector";
import type { Connection, Transaction } from "./transaction";

export type TransactionOptions = {
  prisma: PrismaConnector;
  /** The limits that were not set when the connection was opened. */
  bounds?: Bounds;
  attemptsMax?: number;
};

/**
 * Runs `work` in one transaction as `role`, seeing the rows of `userId` where the role's policies ask for a tenant.
 * Deadlocks and serialisation failures are tried again, so `work` must be safe to repeat; anything else rolls back and is thrown.
 */
export async function runTransaction<T>(
  pool: pg.Pool,
  role: DatabaseRole,
  userId: string | null,
  work: (tx: Transaction) => Promise<T>,
  { prisma, bounds, attemptsMax = 5 }: TransactionOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptTransaction(pool, prisma, beginAs(role, userId, { bounds }), work);
    } catch (error) {
      if (!isTransient(error) || attempt === attemptsMax) throw error;
      await sleep(Math.random() * 20 * 2 ** attempt);
    }
  }
}

async function attemptTransaction<T>(
  pool: pg.Pool,
  prisma: PrismaConnector,
  begin: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    return await runOnConnection(client, work, { begin, prisma, onBroken: onError });
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}

type OnConnection = { begin: string; prisma: PrismaConnector; onBroken(error: Error): void };

/** From BEGIN to COMMIT; whatever `work` throws rolls back. */
async function runOnConnection<T>(
  connection: Connection,
  work: (tx: Transaction) => Promise<T>,
  { begin, prisma, onBroken }: OnConnection,
): Promise<T> {
  const { tx, end, wasEnded, refusal } = offerTransaction(connection, prisma);
  try {
    await connection.query(begin);
    const result = await work(tx);
    await end();
    if (wasEnded()) throw new Error("A statement ended the transaction that it was in.");
    // A transaction with an ignored error is rolled back, without an error from the server.
    const { command } = await connection.query("COMMIT");
    if (command !== "COMMIT")
      throw refusal() ?? new Error("The transaction was rolled back, as a statement had failed.");
    return result;
  } catch (error) {
    await end();
    await connection.query("ROLLBACK").catch(onBroken);
    throw error;
  }
}

/** One transaction on a connection of a command's own, in the role that opened it. */
export async function runAsOwner<T>(connection: Connection, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const prisma = createPrismaConnector();
  try {
    return await runOnConnection(connection, work, { begin: "BEGIN", prisma, onBroken: () => {} });
  } finally {
    await prisma.close();
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Opens the transaction and sets its role and tenant in one round trip. */
export function beginAs(
  role: DatabaseRole,
  userId: string | null,
  { mode = "", bounds }: { mode?: string; bounds?: Bounds } = {},
): string {
  return `BEGIN ${mode}; ${takeRole(role, userId, bounds)}`;
}

/**
 * The statement by which a transaction takes its role, its tenant and its bounds, all of which end with it: behind a pooler, the
 * connection's next transaction may be somebody else's. Only a plain UUID enters the text.
 */
export function takeRole(role: DatabaseRole, userId: string | null, bounds: Bounds = {}): string {
  if (userId !== null && !uuid.test(userId)) throw new TypeError("A tenant is named by a lower-case UUID.");
  const settings = Object.entries({ role, "app.user_id": userId ?? "", ...bounds });
  return `SELECT ${settings.map(([name, value]) => `set_config('${name}', '${value}', true)`).join(", ")}`;
}
