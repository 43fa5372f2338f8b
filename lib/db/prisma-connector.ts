import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "./generated/client";
import { alreadyInTransaction, transactionIsOver } from "./transaction-errors";

/** Prisma over transactions that somebody else begins and ends. */
export type PrismaConnector = {
  join(statements: Pick<pg.PoolClient, "query">): JoinedPrisma;
  close(): Promise<void>;
};

/** Prisma's client in a transaction, which somebody else begins and ends. */
export type PrismaInTransaction = Omit<Prisma.TransactionClient, "$transaction">;

/** Prisma's share of one transaction; its first use opens it. */
export type JoinedPrisma = {
  prisma: PrismaInTransaction;
  /** Leaves the transaction, which stays open; Prisma refuses whatever is asked of it afterwards. */
  leave(): Promise<void>;
};

type Loan = { connection: pg.PoolClient | undefined };
type Share = { prisma: Prisma.TransactionClient; end(): Promise<void> };

/** What holds for statements bounds a transaction; Prisma's own clocks must never end one first. */
const msMax = 24 * 3_600_000;

/** Creates one Prisma client for all roles of a database, on first use. */
export function createPrismaConnector(): PrismaConnector {
  const loans = new AsyncLocalStorage<Loan>();
  let client: PrismaClient | undefined;

  const getClient = () => {
    client ??= new PrismaClient({
      adapter: new PrismaPg(new LendingPool(loans)),
      transactionOptions: { maxWait: msMax, timeout: msMax },
      // The other formats repeat what was given, which may be a secret.
      errorFormat: "minimal",
    });
    return client;
  };
  const open = (connection: pg.PoolClient): Promise<Share> =>
    loans.run({ connection }, () => stayIn((work) => getClient().$transaction(work)));
  return {
    join: (statements) => joinLazily(statements, { open, getClient }),
    close: async () => client?.$disconnect(),
  };
}

/** Prisma's transaction lasts as long as its function: this one waits until the share is given back. */
function stayIn(begin: (work: (prisma: Prisma.TransactionClient) => Promise<void>) => Promise<void>): Promise<Share> {
  return new Promise((resolve, reject) => {
    const over = begin(
      (prisma) =>
        new Promise((leave) => {
          const end = () => {
            leave();
            return over;
          };
          resolve({ prisma, end });
        }),
    );
    over.catch(reject);
  });
}

type Opened = { open(lent: pg.PoolClient): Promise<Share>; getClient(): PrismaClient };

function joinLazily(statements: Pick<pg.PoolClient, "query">, { open, getClient }: Opened): JoinedPrisma {
  let failure: unknown;
  let isOver = false;
  let isUnderWay = false;
  let share: Promise<Share> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const onFailure = (error: unknown) => {
    failure ??= error;
  };
  const begin = () => {
    share ??= open(lend(statements, { isUnderWay: () => isUnderWay && !isOver, onFailure })).finally(() => {
      isUnderWay = true;
    });
    return share;
  };

  /** Prisma's errors contain neither the constraint of a CHECK nor the SQLSTATE, so the database's own error is thrown instead. */
  const askAlone = async (model: string | undefined, calls: readonly Call[]): Promise<unknown> => {
    if (isOver) throw transactionIsOver();
    failure = undefined;
    try {
      const { prisma } = await begin();
      // No query runs until the last call of the chain is awaited.
      return await calls.reduce(callOn, model === undefined ? prisma : Reflect.get(prisma, model));
    } catch (error) {
      if (isOver) throw transactionIsOver();
      throw failure ?? error;
    }
  };
  /** Prisma combines the calls of one tick into one request, in which one failing call fails all of them. */
  const ask: Ask = (model, calls) => {
    const answer = last.then(() => askAlone(model, calls));
    last = answer.catch(() => {});
    return answer;
  };
  return {
    prisma: facadeOf(ask, getClient),
    async leave() {
      isOver = true;
      const opened = await share?.catch(() => undefined);
      await opened?.end().catch(() => undefined);
    },
  };
}

type Call = { name: string; args: unknown[] };
type Ask = (model: string | undefined, calls: readonly Call[]) => Promise<unknown>;

function callOn(target: unknown, { name, args }: Call): unknown {
  const method: unknown = isObject(target) ? Reflect.get(target, name) : undefined;
  if (typeof method !== "function") throw new TypeError(`Prisma has no ${name} here.`);
  return Reflect.apply(method, target, args);
}

/** A transaction client whose calls open the transaction first. */
function facadeOf(ask: Ask, getClient: () => PrismaClient): PrismaInTransaction {
  const verbsOf = (model: string) =>
    named((verb) =>
      verb === "fields"
        ? Reflect.get(Reflect.get(getClient(), model), verb)
        : (...args: unknown[]) => answerOf(ask, model, [{ name: verb, args }]),
    );
  const facade = named((name) => {
    if (name === "$transaction") throw alreadyInTransaction();
    return name.startsWith("$") ? (...args: unknown[]) => answerOf(ask, undefined, [{ name, args }]) : verbsOf(name);
  });
  // Each property is looked up in the client itself once it is called.
  return facade as PrismaInTransaction;
}

/** Lazy like Prisma's own promise: the query runs only when it is awaited, and a relation can be chained until then. */
function answerOf(ask: Ask, model: string | undefined, calls: readonly Call[]): object {
  let answer: Promise<unknown> | undefined;
  return new Proxy(
    {},
    {
      get(_, name) {
        if (name === Symbol.toStringTag) return "PrismaPromise";
        if (typeof name !== "string") return undefined;
        if (name !== "then" && name !== "catch" && name !== "finally")
          return (...args: unknown[]) => answerOf(ask, model, [...calls, { name, args }]);
        return (...handlers: unknown[]) => {
          answer ??= ask(model, calls);
          return Reflect.apply(Reflect.get(answer, name), answer, handlers);
        };
      },
    },
  );
}

/** An object that resolves its properties by name. It is not thenable, so awaiting it asks for no "then". */
function named(find: (name: string) => unknown): object {
  return new Proxy({}, { get: (_, name) => (typeof name !== "string" || name === "then" ? undefined : find(name)) });
}

/** The lender of the connection sends the statements that begin and end the transaction. */
const saidByLender = new Set(["BEGIN", "COMMIT", "ROLLBACK"]);

function lend(
  statements: Pick<pg.PoolClient, "query">,
  { isUnderWay, onFailure }: { isUnderWay(): boolean; onFailure(error: unknown): void },
): pg.PoolClient {
  const query = async (config: pg.QueryArrayConfig) => {
    if (saidByLender.has(config.text)) {
      if (isUnderWay()) throw alreadyInTransaction();
      return { rows: [], fields: [], rowCount: 0 };
    }
    try {
      return await statements.query(config);
    } catch (error) {
      onFailure(error);
      throw error;
    }
  };
  const nothing = () => {};
  // This is all that the adapter needs from a connection in a transaction; the lender handles its errors.
  return { query, on: nothing, removeListener: nothing, release: nothing } as unknown as pg.PoolClient;
}

/** A pool without connections of its own: the adapter is handed the one that was lent to the caller's transaction, once. */
class LendingPool extends pg.Pool {
  readonly #loans: AsyncLocalStorage<Loan>;

  constructor(loans: AsyncLocalStorage<Loan>) {
    super({ max: 0 });
    this.#loans = loans;
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: (error: Error | undefined) => void): void;
  override connect(callback?: (error: Error | undefined) => void): Promise<pg.PoolClient> | undefined {
    const loan = this.#loans.getStore();
    const connection = callback ? undefined : loan?.connection;
    if (loan) loan.connection = undefined;
    if (connection) return Promise.resolve(connection);
    const error = new Error("Prisma works only in a transaction that was opened for it.");
    if (!callback) return Promise.reject(error);
    callback(error);
    return undefined;
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
