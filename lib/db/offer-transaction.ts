import type { Kysely } from "kysely";
import type { DB } from "./generated-tables/tables";
import { openKysely } from "./open-kysely";
import { isAborted } from "./pg-errors";
import type { JoinedPrisma, PrismaConnector } from "./prisma-connector";
import type { Connection, Statements, Transaction } from "./transaction";
import { transactionIsOver } from "./transaction-errors";

/** One transaction that has begun, and its owner. */
export type OfferedTransaction = {
  tx: Transaction;
  /** Called before the transaction ends: from then on `tx` refuses statements, and none is still running. */
  end(): Promise<void>;
  /** Whether a statement ended it, or another one began in its place. */
  wasEnded(): boolean;
  /** The first error since the last successful statement: why the transaction failed. */
  refusal(): unknown;
};

/**
 * The three ways into one transaction that has begun on this connection. Prisma and Kysely are made by their first use. What is asked
 * at once is asked one after the other.
 * @param sayOver the error of any use after its end
 */
export function offerTransaction(
  connection: Connection,
  connector: PrismaConnector,
  sayOver = transactionIsOver,
): OfferedTransaction {
  let isOver = false;
  let wasEnded = false;
  let joined: JoinedPrisma | undefined;
  let kysely: Kysely<DB> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let refusal: unknown;
  const requireOpen = () => {
    if (isOver) throw sayOver();
  };
  const ask = async (...args: Parameters<Statements["query"]>) => {
    requireOpen();
    try {
      const answer = await connection.query(...args);
      refusal = undefined;
      wasEnded ||= isEnding(answer, isChained(args[0]));
      return answer;
    } catch (error) {
      if (!isAborted(error)) refusal = error;
      throw error;
    } finally {
      // Outside of its transaction, a statement has neither role nor tenant.
      wasEnded ||= connection.getTransactionStatus() === "I";
      isOver ||= wasEnded;
    }
  };
  // The overloads of a query are those of the connection itself.
  const query = ((...args: Parameters<Statements["query"]>) => {
    const answer = last.then(() => ask(...args));
    last = answer.catch(() => {});
    return answer;
  }) as Statements["query"];
  const statements = { query };
  return {
    tx: {
      query,
      get prisma() {
        requireOpen();
        joined ??= connector.join(statements);
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
      await last;
    },
    wasEnded: () => wasEnded,
    refusal: () => refusal,
  };
}

const endings = new Set<unknown>(["BEGIN", "START", "COMMIT"]);

/** Whether a text began or committed a transaction, one statement of it or several. What rolls back to a savepoint has the tag of a ROLLBACK. */
function isEnding(answer: unknown, isChained: boolean): boolean {
  return [answer].flat().some((result) => {
    const tag = typeof result === "object" && result !== null && "command" in result ? result.command : undefined;
    return endings.has(tag) || (isChained && tag === "ROLLBACK");
  });
}

/** Whether a new transaction follows at once on one that ends, as in ROLLBACK AND CHAIN. */
function isChained(statement: unknown): boolean {
  const text = typeof statement === "object" && statement !== null && "text" in statement ? statement.text : statement;
  return /\bchain\b/i.test(String(text));
}
