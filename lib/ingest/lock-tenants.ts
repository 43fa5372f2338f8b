import type { Transaction } from "@/lib/db/transaction";
import type { KnownAgent } from "./booking";

/** The agents behind the provider's ids; an unknown id has no entry. */
export async function resolveAgents(tx: Transaction, agentIds: readonly string[]): Promise<Map<string, KnownAgent>> {
  const { rows } = await tx.query<KnownAgent & { providerId: string }>(
    `SELECT a.elevenlabs_agent_id AS "providerId", a.id, a.user_id AS "userId", u.timezone
     FROM agents a JOIN users u ON u.id = a.user_id
     WHERE a.elevenlabs_agent_id = ANY ($1)`,
    [agentIds],
  );
  return new Map(rows.map(({ providerId, ...agent }) => [providerId, agent]));
}

/**
 * Makes this transaction the only ingestion of these tenants until it ends: two workers cannot both find a conversation
 * missing, nor wait for each other's rows in a circle. The ledger takes the same lock.
 */
export async function lockTenants(tx: Transaction, userIds: Iterable<string>): Promise<void> {
  await tx.query("SELECT FROM users WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE", [[...new Set(userIds)]]);
}
