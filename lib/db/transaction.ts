import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { isTransient } from "./pg-errors";
import type { Bounds, DatabaseRole } from "./pool";

/** The statements of one transaction. */
export type Transaction = Pick<pg.PoolClient, "query">;

export type TransactionOptions = {
  /** What the connection was not told when it was opened. */
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
  { bounds, attemptsMax = 5 }: TransactionOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptTransaction(pool, beginAs(role, userId, { bounds }), work);
    } catch (error) {
      if (!isTransient(error) || attempt === attemptsMax) throw error;
      await sleep(Math.random() * 20 * 2 ** attempt);
    }
  }
}

async function attemptTransaction<T>(pool: pg.Pool, begin: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One round trip that opens the transaction, takes the role and names the tenant. */
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
