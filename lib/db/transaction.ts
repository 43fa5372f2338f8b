import type { Kysely } from "kysely";
import type pg from "pg";
import type { DB } from "./generated-tables/tables";
import type { PrismaInTransaction } from "./prisma-connector";

/** A connection that takes plain statements. */
export type Statements = Pick<pg.PoolClient, "query">;

/** A connection that a transaction is run on. */
export type Connection = Statements & Pick<pg.PoolClient, "getTransactionStatus">;

/** One transaction on one connection, as one role: rows by key through Prisma, composed statements through Kysely, the rest as SQL. */
export type Transaction = Statements & {
  readonly prisma: PrismaInTransaction;
  readonly kysely: Kysely<DB>;
};
