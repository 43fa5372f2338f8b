import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { type Prisma, PrismaClient } from "./generated/client";
import { createPool } from "./pool";
import { openSnapshot, type Snapshot } from "./snapshot";
import { runTransaction, type Transaction } from "./transaction";

/** Prisma inside one tenant's transaction. */
export type TenantPrisma = Prisma.TransactionClient;

/** The doors to PostgreSQL: one for each role, so that no caller can do more than its work needs. */
export type Database = {
  /** A transaction in which only the tenant's own rows exist. */
  tenant<T>(userId: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The same for Prisma. */
  tenantPrisma<T>(userId: string, work: (prisma: TenantPrisma) => Promise<T>): Promise<T>;
  /** A transaction of webhook ingestion: the inbox and what conversations become, for all tenants. */
  ingest<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction of sign-in: accounts and sessions. */
  auth<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction of an administrator: settings, and what the audits and the schedule wrote down. */
  admin<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A transaction of scheduled work, over connections of its own whose statements may take minutes. */
  job<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** A tenant's rows at one moment, to be read as slowly as a client takes them, over very few connections of its own. */
  snapshot(userId: string): Promise<Snapshot>;
  /** One statement into the inbox over connections that nothing else may use up. */
  inbox: Pick<pg.Pool, "query">;
  /** Where this database listens for changes. */
  connectionString: string;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  connectionString: string;
  /** Connections of the shared pool; webhooks have a few of their own besides. */
  connectionsMax?: number;
  inboxConnectionsMax?: number;
  applicationName?: string;
};

export function createDatabase(options: DatabaseOptions): Database {
  const { connectionString, applicationName = "callwright" } = options;
  const pool = createPool({
    connectionString,
    role: "app_tenant",
    connectionsMax: options.connectionsMax ?? 10,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 15_000,
    applicationName,
  });
  const inbox = createPool({
    connectionString,
    role: "app_ingest",
    connectionsMax: options.inboxConnectionsMax ?? 6,
    connectTimeoutMs: 2_000,
    statementTimeoutMs: 5_000,
    applicationName: `${applicationName} inbox`,
  });
  // Opened by the first scheduled task of this process.
  const jobs = createPool({
    connectionString,
    role: "app_job",
    connectionsMax: 5,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 600_000,
    applicationName: `${applicationName} scheduled`,
  });
  // Opened by the first export of this process. A client that takes nothing for half a minute loses its connection.
  const snapshots = createPool({
    connectionString,
    role: "app_tenant",
    connectionsMax: 2,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 60_000,
    applicationName: `${applicationName} export`,
  });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    tenant: (userId, work) => runTransaction(pool, "app_tenant", userId, work),
    tenantPrisma: (userId, work) =>
      prisma.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('role', 'app_tenant', true), set_config('app.user_id', ${userId}, true)`;
        return work(tx);
      }),
    ingest: (work) => runTransaction(pool, "app_ingest", null, work),
    auth: (work) => runTransaction(pool, "app_auth", null, work),
    admin: (work) => runTransaction(pool, "app_admin", null, work),
    job: (work) => runTransaction(jobs, "app_job", null, work),
    snapshot: (userId) => openSnapshot(snapshots, userId),
    inbox,
    connectionString,
    async close() {
      await prisma.$disconnect();
      await Promise.all([pool.end(), inbox.end(), jobs.end(), snapshots.end()]);
    },
  };
}
