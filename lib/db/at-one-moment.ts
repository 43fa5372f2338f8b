import type { Database } from "./database";

/**
 * The database as a read-only snapshot of a tenant's rows, for files that are written page by page from lists. The caller closes it.
 * @throws AppError RATE_LIMITED when too many snapshots are open, UNAVAILABLE when the database gives no connection.
 */
export async function atOneMoment(
  database: Database,
  userId: string,
): Promise<{ db: Database; close(): Promise<void> }> {
  const snapshot = await database.snapshot(userId);
  const own = <T>(asked: string, read: () => Promise<T>): Promise<T> => {
    if (asked !== userId) throw new TypeError("A snapshot has the rows of one tenant.");
    return read();
  };
  const db: Database = {
    ...database,
    tenant: (asked, work) => own(asked, () => work(snapshot.tx)),
    snapshot: (asked) => own(asked, async () => ({ tx: snapshot.tx, close: async () => {} })),
  };
  return { db, close: snapshot.close };
}

/** The same of every tenant's rows, as an administrator sees them; only what runs as `admin` reads from it. */
export async function everythingAtOneMoment(
  database: Database,
  userId: string,
): Promise<{ db: Database; close(): Promise<void> }> {
  const snapshot = await database.adminSnapshot(userId);
  return { db: { ...database, admin: (work) => work(snapshot.tx) }, close: snapshot.close };
}
