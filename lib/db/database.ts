import type pg from "pg";
import { createFairSlots } from "./fair-slots";
import { boundsOf, createPool, type DatabaseRole, type PoolOptions } from "./pool";
import { createPrismaConnector, type PrismaConnector } from "./prisma-connector";
import { runTransaction } from "./run-transaction";
import { openSnapshot, type Snapshot } from "./snapshot";
import type { Transaction } from "./transaction";

/** Access to PostgreSQL with one method for each role, so that no caller can do more than its work needs. */
export type Database = {
  /** A transaction in which only the tenant's own rows exist. */
  tenant<T>(userId: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction of webhook ingestion: the inbox and what conversations become, for all tenants. */
  ingest<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction of sign-in: accounts and sessions. */
  auth<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction of an administrator: settings, and the records of audits and scheduled tasks. */
  admin<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction of scheduled work, over connections of its own whose statements may take minutes. */
  job<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A tenant's rows at the same time, to be read as slowly as a client takes them, over a few connections that tenants share fairly. */
  snapshot(userId: string): Promise<Snapshot>;
  /** The same of what administrators see of every tenant; it takes the administrator's own turn. */
  adminSnapshot(userId: string): Promise<Snapshot>;
  /** One statement into the inbox over connections that nothing else may use up. */
  inbox: Inbox;
  /** Where this database listens for changes. */
  directConnectionString: string;
  /** How many connections each pool has, and how many wait for one. */
  listPools(): PoolState[];
  close(): Promise<void>;
};

/** Statements are not prepared by name: behind a pooler, the next statement may run on another connection. */
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

/** A tenant has at most half of them, and a short queue. */
const exportSlots = { slots: 4, slotsPerTenant: 2, waitingPerTenantMax: 20, waitMsMax: 10_000, turnMs: 30_000 };

export function createDatabase(options: DatabaseOptions): Database {
  const { connectionString, directConnectionString, applicationName = "callwright" } = options;
  const isPooled = directConnectionString !== undefined;
  const prisma = createPrismaConnector();
  const open = (own: Omit<PoolOptions, "connectionString" | "isPooled">) =>
    openAccess({ ...own, connectionString, isPooled }, prisma);
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
    connectionsMax: exportSlots.slots,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 60_000,
    applicationName: `${applicationName} export`,
  });
  const slots = createFairSlots({ ...exportSlots, waitMsMax: options.exportWaitMsMax ?? exportSlots.waitMsMax });
  const accesses = { pages, inbox, jobs, exports: snapshots };
  return {
    tenant: (userId, work) => pages.run("app_tenant", userId, work),
    ingest: (work) => pages.run("app_ingest", null, work),
    auth: (work) => pages.run("app_auth", null, work),
    admin: (work) => pages.run("app_admin", null, work),
    job: (work) => jobs.run("app_job", null, work),
    snapshot: (userId) => openSnapshot(snapshots, slots, { role: "app_tenant", userId }),
    adminSnapshot: (userId) => openSnapshot(snapshots, slots, { role: "app_admin", userId }),
    inbox: {
      query: (statement, values) =>
        // A connection of our own has had its role since it was opened, which saves two round trips.
        isPooled
          ? inbox.run("app_ingest", null, (tx) => tx.query(statement, values), { attemptsMax: 1 })
          : inbox.pool.query(statement, values),
    },
    directConnectionString: directConnectionString ?? connectionString,
    listPools: () =>
      Object.entries(accesses).map(([name, { pool }]) => ({
        pool: name,
        total: pool.totalCount,
        idle: pool.idleCount,
        waiting: pool.waitingCount,
      })),
    async close() {
      await prisma.close();
      await Promise.all(Object.values(accesses).map(({ pool }) => pool.end()));
    },
  };
}

/** A pool, and the way to run a transaction on it. */
function openAccess(options: PoolOptions, prisma: PrismaConnector) {
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
