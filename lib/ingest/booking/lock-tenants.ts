import type { Transaction } from "@/lib/db/transaction";
import type { KnownAgent } from "./booking";

/** The agents behind the provider's ids; an unknown id has no entry. */
export async function resolveAgents(tx: Transaction, agentIds: readonly string[]): Promise<Map<string, KnownAgent>> {
  const { rows } = await tx.query<KnownAgent & { providerId: string }>(
    `SELECT a.elevenlabs_agent_id AS "providerId", a.id, a.user_id AS "userId", u.timezone, u.country
     FROM agents a JOIN users u ON u.id = a.user_id
     WHERE a.elevenlabs_agent_id = ANY ($1)`,
    [agentIds],
  );
  return new Map(rows.map(({ providerId, ...agent }) => [providerId, agent]));
}

/**
 * Makes this transaction the only ingestion of these tenants until it ends: two workers can neither both find a conversation missing nor
 * deadlock. The ledger takes the same lock.
 * @returns the locked tenants. A tenant whose zone is changing is left out without waiting, because that may take minutes.
 */
export async function lockTenants(tx: Transaction, userIds: Iterable<string>): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `WITH free AS MATERIALIZED (
       SELECT id FROM unnest($1::uuid[]) AS asked (id)
       WHERE pg_try_advisory_xact_lock_shared(hashtext('change of zone'), hashtext(id::text))
     )
     SELECT id FROM users WHERE id IN (SELECT id FROM free) ORDER BY id FOR NO KEY UPDATE`,
    [[...new Set(userIds)]],
  );
  return new Set(rows.map(({ id }) => id));
}
