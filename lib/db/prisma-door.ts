import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "./generated/client";

/** Prisma over transactions that somebody else begins and ends. */
export type PrismaDoor = {
  join(statements: Pick<pg.PoolClient, "query">): JoinedPrisma;
  close(): Promise<void>;
};

/** Prisma's share of one transaction; its first use opens it. */
export type JoinedPrisma = {
  prisma: Prisma.TransactionClient;
  /** Leaves the transaction, which stays open; Prisma refuses whatever is asked of it afterwards. */
  leave(): Promise<void>;
};

type Loan = { connection: pg.PoolClient | undefined };
type Share = { prisma: Prisma.TransactionClient; end(): Promise<void> };

/** What holds for statements bounds a transaction; Prisma's own clocks must never end one first. */
const msMax = 24 * 3_600_000;

/** One Prisma client for all doors of a database, made by its first use. */
export function createPrismaDoor(): PrismaDoor {
  const loans = new AsyncLocalStorage<Loan>();
  let client: PrismaClient | undefined;

  const open = (connection: pg.PoolClient): Promise<Share> => {
    client ??= new PrismaClient({
      adapter: new PrismaPg(new LendingPool(loans)),
      transactionOptions: { maxWait: msMax, timeout: msMax },
      // The other formats repeat what was given, which may be a secret.
      errorFormat: "minimal",
    });
    const own = client;
    return loans.run({ connection }, () => stayIn((work) => own.$transaction(work)));
  };
  return {
    join: (statements) => joinLazily(statements, open),
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

function joinLazily(
  statements: Pick<pg.PoolClient, "query">,
  open: (lent: pg.PoolClient) => Promise<Share>,
): JoinedPrisma {
  const failures: Error[] = [];
  let isOver = false;
  let share: Promise<Share> | undefined;

  /** Prisma's own errors name no constraint of a CHECK, and no state: what the database refused is thrown as the database said it. */
  const ask = async (model: string | undefined, verb: string, args: unknown[]): Promise<unknown> => {
    if (isOver) throw transactionIsOver();
    const failedBefore = failures.length;
    try {
      share ??= open(lend(statements, failures));
      const { prisma } = await share;
      const target: unknown = model === undefined ? prisma : Reflect.get(prisma, model);
      if (!isObject(target)) throw new TypeError(`Prisma knows no model ${model}.`);
      const method: unknown = Reflect.get(target, verb);
      if (typeof method !== "function") throw new TypeError(`Prisma has no ${verb}.`);
      return await Reflect.apply(method, target, args);
    } catch (error) {
      if (isOver) throw transactionIsOver();
      throw failures[failedBefore] ?? error;
    }
  };
  return {
    prisma: facadeOf(ask),
    async leave() {
      isOver = true;
      const opened = await share?.catch(() => undefined);
      await opened?.end().catch(() => undefined);
    },
  };
}

export const transactionIsOver = () => new Error("This transaction is over: nothing can be asked of its tx any more.");

type Ask = (model: string | undefined, verb: string, args: unknown[]) => Promise<unknown>;

/** A transaction client whose calls open the transaction first. It has the models and their verbs, but not the chaining of relations. */
function facadeOf(ask: Ask): Prisma.TransactionClient {
  const verbsOf = (model: string) =>
    new Proxy(
      {},
      {
        get:
          (_, verb) =>
          (...args: unknown[]) =>
            ask(model, String(verb), args),
      },
    );
  const facade = new Proxy(
    {},
    {
      get(_, name) {
        // An object that is awaited is asked for this one, and is none that can be waited for.
        if (typeof name !== "string" || name === "then") return undefined;
        return name.startsWith("$") ? (...args: unknown[]) => ask(undefined, name, args) : verbsOf(name);
      },
    },
  );
  // Each property is looked up in the client itself once it is called.
  return facade as Prisma.TransactionClient;
}

/** What begins and ends a transaction is said by whoever lends the connection. */
const saidByLender = new Set(["BEGIN", "COMMIT", "ROLLBACK"]);

function lend(statements: Pick<pg.PoolClient, "query">, failures: Error[]): pg.PoolClient {
  const query = async (config: pg.QueryArrayConfig) => {
    if (saidByLender.has(config.text)) return { rows: [], fields: [], rowCount: 0 };
    try {
      return await statements.query(config);
    } catch (error) {
      if (error instanceof Error) failures.push(error);
      throw error;
    }
  };
  const nothing = () => {};
  // This is all that the adapter asks of a connection in a transaction; its errors concern the lender.
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
