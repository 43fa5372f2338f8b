import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type pg from "pg";
import type { DB } from "./generated-tables/tables";
import "./parse-values";
import { alreadyInTransaction } from "./transaction-errors";

/** Kysely over a transaction that its caller begins and ends; it opens nothing and may be discarded. */
export function openKysely(statements: Pick<pg.PoolClient, "query">): Kysely<DB> {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOver(statements),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

function driverOver(statements: Pick<pg.PoolClient, "query">): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<R>({
      sql,
      parameters,
    }: {
      sql: string;
      parameters: readonly unknown[];
    }): Promise<QueryResult<R>> {
      const { rows, rowCount } = await statements.query(sql, [...parameters]);
      return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
    },
    streamQuery() {
      throw new Error("A transaction's rows are not streamed: read them by keyset, or through a snapshot.");
    },
  };
  const begun = async () => {
    throw alreadyInTransaction();
  };
  const nothing = async () => {};
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: begun,
    commitTransaction: begun,
    rollbackTransaction: begun,
    releaseConnection: nothing,
    destroy: nothing,
  };
}
