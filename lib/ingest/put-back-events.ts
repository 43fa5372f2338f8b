import type { Transaction } from "@/lib/db/transaction";

export type ReplayScope = {
  /** Null for events that belong to no tenant: those that cannot be read, and those whose agent nobody has linked. */
  tenantId: string | null;
  /** With it only the events that waited for this agent of the tenant to be linked. */
  providerAgentId?: string | undefined;
  receivedFrom: string;
  receivedBefore: string;
};

/** Where a page of events ended. */
export type ReplayPosition = { receivedAt: string; id: string };

/**
 * The next events of a scope that are not under way, oldest first. A tenant's events are those assigned to it, and quarantined ones that
 * name one of its agents.
 */
export async function listEventsToReplay(
  tx: Transaction,
  { tenantId, providerAgentId, receivedFrom, receivedBefore }: ReplayScope,
  after: ReplayPosition | null,
  eventsMax: number,
): Promise<ReplayPosition[]> {
  const { rows } = await tx.query<ReplayPosition>(
    `SELECT id, received_at::text AS "receivedAt" FROM webhook_events
     WHERE provider = 'elevenlabs' AND status IN ('processed', 'quarantined', 'unsupported')
       AND received_at >= $2 AND received_at < $3 AND (received_at, id) > (coalesce($4::timestamptz, '-infinity'), coalesce($5, $6)::uuid)
       AND ${scopeOf({ tenantId, providerAgentId })}
     ORDER BY webhook_events.received_at, id LIMIT $7`,
    [
      providerAgentId ?? tenantId,
      receivedFrom,
      receivedBefore,
      after?.receivedAt ?? null,
      after?.id ?? null,
      noId,
      eventsMax,
    ],
  );
  return rows;
}

function scopeOf({ tenantId, providerAgentId }: Pick<ReplayScope, "tenantId" | "providerAgentId">): string {
  if (providerAgentId !== undefined) return ofAgent;
  return tenantId === null ? "user_id IS NULL AND $1::uuid IS NULL" : ofTenant;
}

const noId = "00000000-0000-0000-0000-000000000000";
// In the words of the index on these events.
const ofAgent = "provider_agent_id = $1 AND status = 'quarantined' AND reason = 'unknown_agent'";
const ofTenant = `(user_id = $1 OR user_id IS NULL AND provider_agent_id IN (
  SELECT elevenlabs_agent_id FROM agents WHERE user_id = $1))`;

/** Makes these events pending again, unless they are already. */
export async function putBackEvents(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.query("UPDATE webhook_events SET status = 'pending' WHERE id = ANY ($1) AND status <> 'pending'", [ids]);
}

/** How many of these events are still pending, after every worker that holds one has finished with it. */
export async function countPendingEvents(tx: Transaction, ids: readonly string[]): Promise<number> {
  const { rows } = await tx.query<{ status: string }>(
    "SELECT status FROM webhook_events WHERE id = ANY ($1) FOR SHARE",
    [ids],
  );
  return rows.filter(({ status }) => status === "pending").length;
}

/** A day of a tenant on which one of these events' calls began. */
export type TouchedDay = { tenant: string; day: string };

export async function listTouchedDays(tx: Transaction, ids: readonly string[]): Promise<TouchedDay[]> {
  const { rows } = await tx.query<TouchedDay>(
    `SELECT DISTINCT c.user_id AS tenant, c.call_date::text AS day
     FROM webhook_events e JOIN calls c ON c.id = e.call_id AND c.user_id = e.user_id
     WHERE e.id = ANY ($1)`,
    [ids],
  );
  return rows;
}
