import pg from "pg";
import "./parse-values";

/** Database roles; each has only the grants and row-level policies that its work needs. */
export type DatabaseRole = "app_tenant" | "app_ingest" | "app_auth" | "app_job" | "app_admin";

export type PoolOptions = {
  connectionString: string;
  /** The role of a connection outside any transaction; a statement without a chosen role has only its rights. */
  role: DatabaseRole;
  connectionsMax: number;
  connectTimeoutMs: number;
  statementTimeoutMs: number;
  applicationName: string;
  /** Whether a pooler may give each transaction another connection: then every transaction sets its own role and limits. */
  isPooled?: boolean;
};

/** Bounds on what one statement or transaction may take. */
export type Bounds = Readonly<Record<string, string | number>>;

export function boundsOf(statementTimeoutMs: number): Bounds {
  return {
    // Compiling a plan costs more than any statement of this product saves by it.
    jit: "off",
    // Prisma's adapter writes and reads instants without their offset.
    TimeZone: "UTC",
    statement_timeout: statementTimeoutMs,
    lock_timeout: Math.ceil(statementTimeoutMs / 2),
    idle_in_transaction_session_timeout: 30_000,
  };
}

/** A pool whose waits are all bounded: for a connection, a statement, a lock and an idle transaction. */
export function createPool(options: PoolOptions): pg.Pool {
  const settings = { role: options.role, ...boundsOf(options.statementTimeoutMs) };
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.connectionsMax,
    connectionTimeoutMillis: options.connectTimeoutMs,
    // A frozen server, or one behind a dead connection, does not end a statement itself.
    query_timeout: options.statementTimeoutMs + 1_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: options.applicationName,
    ...(options.isPooled ? {} : { options: startupOptions(settings) }),
  });
  // An idle connection that breaks is dropped by the pool; without a listener the event would end the process.
  pool.on("error", () => {});
  return pool;
}

function startupOptions(settings: Bounds): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" ");
}
