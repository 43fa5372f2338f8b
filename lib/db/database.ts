import type pg from "pg";
import { createFairPlaces } from "./fair-places";
import { boundsOf, createPool, type DatabaseRole, type PoolOptions } from "./pool";
import { createPrismaDoor, type PrismaDoor } from "./prisma-door";
import { openSnapshot, type Snapshot } from "./snapshot";
import { runTransaction, type Transaction } from "./transaction";

/** The doors to PostgreSQL: one for each role, so that no caller can do more than its work needs. */
export type Database = {
  /** A transaction in which only the tenant's own rows exist. */
  tenant<T>(userId: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction of webhook ingestion: the inbox and what conversations become, for all tenants. */
  ingest<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction of sign-in: accounts and sessions. */
  auth<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction of an administrator: settings, and what the audits and the schedule wrote down. */
  admin<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction of scheduled work, over connections of its own whose statements may take minutes. */
  job<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A tenant's rows at one moment, to be read as slowly as a client takes them, over a few connections that tenants share fairly. */
  snapshot(userId: string): Promise<Snapshot>;
  /** One statement into the inbox over connections that nothing else may use up. */
  inbox: Inbox;
  /** Where this database listens for changes. */
  directConnectionString: string;
  /** How many connections each pool has, and how many wait for one. */
  listPools(): PoolState[];
  close(): Promise<void>;
};

/** Statements have no name: behind a pooler, the connection that knows it may be another's by the next time. */
export type Inbox = {
  query<R extends pg.QueryResultRow>(
    statement: string | { text: string; values?: unknown[]; name?: never },
    values?: unknown[],
  ): Promise<pg.QueryResult<R>>;
};

export type PoolState = { pool: string; total: number; idle: number; waiting: number };

export type DatabaseOptions = {
  connectionString: string;
  /** The server itself, where `connectionString` leads to a pooler that gives each transaction another connection. */
  directConnectionString?: string;
  /** Connections of the shared pool; webhooks have a few of their own besides. */
  connectionsMax?: number;
  inboxConnectionsMax?: number;
  /** How long an export waits for its turn. */
  exportWaitMsMax?: number;
  applicationName?: string;
};

/** One tenant has half of them at most, and a queue behind them that is worth waiting in. */
const exportPlaces = { places: 4, placesPerTenant: 2, waitingPerTenantMax: 20, waitMsMax: 10_000, turnMs: 30_000 };

export function createDatabase(options: DatabaseOptions): Database {
  const { connectionString, directConnectionString, applicationName = "callwright" } = options;
  const isPooled = directConnectionString !== undefined;
  const prisma = createPrismaDoor();
  const open = (own: Omit<PoolOptions, "connectionString" | "isPooled">) =>
    openDoor({ ...own, connectionString, isPooled }, prisma);
  const pages = open({
    role: "app_tenant",
    connectionsMax: options.connectionsMax ?? 10,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 15_000,
    applicationName,
  });
  const inbox = open({
    role: "app_ingest",
    connectionsMax: options.inboxConnectionsMax ?? 6,
    connectTimeoutMs: 2_000,
    statementTimeoutMs: 5_000,
    applicationName: `${applicationName} inbox`,
  });
  // Opened by the first scheduled task of this process. Tasks that take long leave one to say that the process lives.
  const jobs = open({
    role: "app_job",
    connectionsMax: 5,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 600_000,
    applicationName: `${applicationName} scheduled`,
  });
  // Opened by the first export of this process. A client that takes nothing for half a minute loses its connection.
  const snapshots = open({
    role: "app_tenant",
    connectionsMax: exportPlaces.places,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 60_000,
    applicationName: `${applicationName} export`,
  });
  const places = createFairPlaces({ ...exportPlaces, waitMsMax: options.exportWaitMsMax ?? exportPlaces.waitMsMax });
  const doors = { pages, inbox, jobs, exports: snapshots };
  return {
    tenant: (userId, work) => pages.run("app_tenant", userId, work),
    ingest: (work) => pages.run("app_ingest", null, work),
    auth: (work) => pages.run("app_auth", null, work),
    admin: (work) => pages.run("app_admin", null, work),
    job: (work) => jobs.run("app_job", null, work),
    snapshot: (userId) => openSnapshot(snapshots, places, userId),
    inbox: {
      query: (statement, values) =>
        // A connection of our own has had its role since it was opened, which saves two round trips.
        isPooled
          ? inbox.run("app_ingest", null, (tx) => tx.query(statement, values), { attemptsMax: 1 })
          : inbox.pool.query(statement, values),
    },
    directConnectionString: directConnectionString ?? connectionString,
    listPools: () =>
      Object.entries(doors).map(([name, { pool }]) => ({
        pool: name,
        total: pool.totalCount,
        idle: pool.idleCount,
        waiting: pool.waitingCount,
      })),
    async close() {
      await prisma.close();
      await Promise.all(Object.values(doors).map(({ pool }) => pool.end()));
    },
  };
}

/** A pool, and the way to run a transaction on it. */
function openDoor(options: PoolOptions, prisma: PrismaDoor) {
  const pool = createPool(options);
  const bounds = options.isPooled ? boundsOf(options.statementTimeoutMs) : {};
  return {
    pool,
    bounds,
    prisma,
    run: <T>(
      role: DatabaseRole,
      userId: string | null,
      work: (tx: Transaction) => Promise<T>,
      { attemptsMax }: { attemptsMax?: number } = {},
    ) => runTransaction(pool, role, userId, work, { prisma, bounds, attemptsMax }),
  };
}
