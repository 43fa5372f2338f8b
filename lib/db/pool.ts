import pg from "pg";

/** Roles of the database; each has just the grants and row-level policies that its work needs. */
export type DatabaseRole = "app_tenant" | "app_ingest" | "app_auth" | "app_job" | "app_admin";

// Calendar days stay the text that PostgreSQL wrote: a Date would shift them by this machine's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
// Counts and sums of this product stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type PoolOptions = {
  connectionString: string;
  /** The role of a connection outside any transaction: what forgets to choose one can do no more than this. */
  role: DatabaseRole;
  connectionsMax: number;
  connectTimeoutMs: number;
  statementTimeoutMs: number;
  applicationName: string;
};

/** A pool whose waits are all bounded: for a connection, a statement, a lock and an idle transaction. */
export function createPool(options: PoolOptions): pg.Pool {
  const settings = {
    role: options.role,
    // Compiling a plan costs more than any statement of this product saves by it.
    jit: "off",
    statement_timeout: options.statementTimeoutMs,
    lock_timeout: Math.ceil(options.statementTimeoutMs / 2),
    idle_in_transaction_session_timeout: 30_000,
  };
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.connectionsMax,
    connectionTimeoutMillis: options.connectTimeoutMs,
    // A server that is frozen or behind a dead line ends no statement itself.
    query_timeout: options.statementTimeoutMs + 1_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: options.applicationName,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
  });
  // An idle connection that breaks is dropped by the pool; without a listener the event would end the process.
  pool.on("error", () => {});
  return pool;
}
