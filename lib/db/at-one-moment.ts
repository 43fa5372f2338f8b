import type { Database } from "./database";

/**
 * The same database, in which a tenant's rows stay as they are now, however long they are read: for files that are made page by page of
 * what lists read. It only reads, and is closed by whoever opened it.
 * @throws AppError RATE_LIMITED when too many others read so, UNAVAILABLE when the database gives no connection.
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
