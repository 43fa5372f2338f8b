import type { TaskName } from "./tasks";

/** How the installation does. Instants are ISO 8601 in UTC. */
export type PlatformHealth = {
  inbox: { pending: number; oldestPendingSeconds: number; waiting: number; quarantined: number };
  /** Why events were set aside, those with most events first. */
  reasons: { reason: string; events: number; newestAt: string }[];
  /** The newest events that were set aside. */
  setAside: {
    id: string;
    receivedAt: string;
    type: string | null;
    reason: string;
    detail: string | null;
    attempts: number;
    tenant: { id: string; name: string } | null;
  }[];
  processes: { name: string; startedAt: string; beatAt: string; isAlive: boolean }[];
  tasks: {
    task: TaskName;
    /** Its newest run of the 30 days that runs are kept; null when there was none. */
    run: { startedAt: string; durationMs: number | null; rows: number | null; error: string | null } | null;
    failures24h: number;
    isQueued: boolean;
  }[];
  failedJobs: { id: number; task: string; attempts: number; failedAt: string; error: string | null }[];
  findings: {
    id: string;
    audit: string;
    check: string;
    tenant: { id: string; name: string } | null;
    table: string;
    row: string;
    detail: string;
    firstSeenAt: string;
  }[];
  findingCount: number;
  /** Tables whose triggers are switched off or failed within 24 hours. */
  triggers: { table: string; disabled: string[]; errors: number; lastErrorAt: string | null }[];
  triggerTables: number;
  summary: { refreshedAt: string | null; durationMs: number | null };
  tables: { name: string; bytes: number; rows: number }[];
  databaseBytes: number;
  asOf: string;
};

/** What the provider says of our connection. */
export type ProviderState = {
  webhooks: {
    name: string;
    url: string;
    isDisabled: boolean;
    /** Whether the provider switched it off after many failures. */
    isAutoDisabled: boolean;
    lastFailure: { code: number; at: string | null } | null;
  }[];
  subscription: { tier: string; used: number; limit: number; resetsAt: string | null } | null;
};
