import type { Database } from "@/lib/db/database";
import { openKysely } from "@/lib/db/open-kysely";
import type { Statements, Transaction } from "@/lib/db/transaction";

/** Is shown a statement before it runs, and may ask the transaction something itself. */
type Before = (tx: Transaction, text: string, values: unknown[]) => Promise<void> | void;

/** The database with its tenants' statements watched, plain ones and composed ones alike; Prisma's are not. */
export function watchStatements(db: Database, before: Before): Database {
  return { ...db, tenant: (userId, work) => db.tenant(userId, (tx) => work(watched(tx, before))) };
}

function watched(tx: Transaction, before: Before): Transaction {
  // The overloads of a query are those of the connection itself.
  const query = (async (text: string, values: unknown[] = []) => {
    await before(tx, text, values);
    return tx.query(text, values);
  }) as Statements["query"];
  return {
    query,
    kysely: openKysely({ query }),
    get prisma() {
      return tx.prisma;
    },
  };
}
