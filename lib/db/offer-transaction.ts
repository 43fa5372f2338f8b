import type { Kysely } from "kysely";
import type { DB } from "./generated-tables/tables";
import { openKysely } from "./open-kysely";
import { type JoinedPrisma, type PrismaDoor, transactionIsOver } from "./prisma-door";
import type { Statements, Transaction } from "./transaction";

/**
 * The three ways into one transaction that has begun on this connection. Prisma and Kysely are made by their first use.
 * @param sayOver what whoever asks it afterwards is told
 * @returns `tx`, and `end`, to be called before the transaction ends: from then on `tx` answers nothing.
 */
export function offerTransaction(
  connection: Statements,
  door: PrismaDoor,
  sayOver = transactionIsOver,
): { tx: Transaction; end(): Promise<void> } {
  let isOver = false;
  let joined: JoinedPrisma | undefined;
  let kysely: Kysely<DB> | undefined;
  const requireOpen = () => {
    if (isOver) throw sayOver();
  };
  // The overloads of a query are those of the connection itself.
  const query = ((...args: Parameters<Statements["query"]>) =>
    isOver ? Promise.reject(sayOver()) : connection.query(...args)) as Statements["query"];
  const statements = { query };
  return {
    tx: {
      query,
      get prisma() {
        requireOpen();
        joined ??= door.join(statements);
        return joined.prisma;
      },
      get kysely() {
        requireOpen();
        kysely ??= openKysely(statements);
        return kysely;
      },
    },
    async end() {
      isOver = true;
      await joined?.leave();
    },
  };
}
