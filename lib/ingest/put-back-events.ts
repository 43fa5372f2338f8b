import type { Transaction } from "@/lib/db/transaction";

export type ReplayScope = {
  /** Null for events that belong to no tenant: those that cannot be read, and those whose agent nobody has linked. */
  tenantId: string | null;
  /** With it only the events that waited for this agent of the tenant to be linked. */
  providerAgentId?: string | undefined;
  /** With it only those that were set aside for this reason. */
  reason?: string | undefined;
  /** With it this event alone. */
  eventId?: string | undefined;
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
  scope: ReplayScope,
  after: ReplayPosition | null,
  eventsMax: number,
): Promise<ReplayPosition[]> {
  const { condition, value } = conditionOf(scope);
  const { rows } = await tx.query<ReplayPosition>(
    `SELECT id, received_at::text AS "receivedAt" FROM webhook_events
     WHERE provider = 'elevenlabs' AND status IN ('processed', 'quarantined', 'unsupported')
       AND received_at >= $2 AND received_at < $3 AND (received_at, id) > (coalesce($4::timestamptz, '-infinity'), coalesce($5, $6)::uuid)
       AND ${condition}
     ORDER BY webhook_events.received_at, id LIMIT $7`,
    [value, scope.receivedFrom, scope.receivedBefore, after?.receivedAt ?? null, after?.id ?? null, noId, eventsMax],
  );
  return rows;
}

/** The condition of a scope, and what its first parameter stands for. */
function conditionOf({ tenantId, providerAgentId, reason, eventId }: ReplayScope): {
  condition: string;
  value: string | null;
} {
  if (eventId !== undefined) return { condition: "id = $1::uuid", value: eventId };
  if (reason !== undefined) return { condition: "status = 'quarantined' AND reason = $1", value: reason };
  if (providerAgentId !== undefined) return { condition: ofAgent, value: providerAgentId };
  if (tenantId === null) return { condition: "user_id IS NULL AND $1::uuid IS NULL", value: null };
  return { condition: ofTenant, value: tenantId };
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
