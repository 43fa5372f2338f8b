import { z } from "zod";
import type { CallDirection, CallSource } from "@/lib/calls/schema";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { type CustomerRow, customerColumns, toCustomer } from "./_customer-row";
import type { CustomerEventKind } from "./customer-event";
import { customerNotFound } from "./customer-not-found";
import { type CustomerDetail, type CustomerEvent, eventsShownMax, type TrailCall } from "./schema";

type Row = CustomerRow & {
  notes: string | null;
  contact_id: string;
  person_key: string | null;
  email_search: string | null;
  origin_call_id: string | null;
  lead_id: string | null;
};

/**
 * A customer with everything that happened, back to the first call.
 * @throws AppError NOT_FOUND for an id that is malformed, missing or another tenant's.
 */
export async function getCustomer(ctx: Context, input: { id: string }): Promise<CustomerDetail> {
  const { userId } = requirePermission(ctx, "customer.read");
  const id = z.uuid().safeParse(input.id);
  if (!id.success) throw customerNotFound();
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<Row>(
      `SELECT ${customerColumns}, k.notes, k.contact_id, k.person_key, k.email_search, k.origin_call_id, l.id AS lead_id
       FROM customers k LEFT JOIN leads l ON l.user_id = k.user_id AND l.person_key = k.person_key
       WHERE k.user_id = $1 AND k.id = $2`,
      [userId, id.data],
    );
    const [row] = rows;
    if (!row) throw customerNotFound();
    const personKeys = [...new Set([row.person_key, row.phone, row.email_search])].filter((key) => key !== null);
    const latestId = await findLatestCall(tx, userId, personKeys);
    const calls = await readCalls(
      tx,
      userId,
      [row.origin_call_id, latestId].filter((each) => each !== null),
    );
    const callOf = (callId: string | null) => calls.find((call) => call.id === callId) ?? null;
    return {
      ...toCustomer(row),
      notes: row.notes,
      contactId: row.contact_id,
      leadId: row.lead_id,
      personKeys,
      firstCall: callOf(row.origin_call_id),
      latestCall: callOf(latestId),
      events: await readEvents(tx, userId, row.id),
      asOf: ctx.clock.now().toISOString(),
    };
  });
}

async function findLatestCall(tx: Transaction, userId: string, personKeys: readonly string[]): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT c.id FROM unnest($2::text[]) AS person (key) CROSS JOIN LATERAL (
       SELECT id, started_at FROM calls WHERE user_id = $1 AND person_key = person.key ORDER BY started_at DESC, id DESC LIMIT 1
     ) c ORDER BY c.started_at DESC LIMIT 1`,
    [userId, personKeys],
  );
  return rows[0]?.id ?? null;
}

async function readCalls(tx: Transaction, userId: string, ids: readonly string[]): Promise<TrailCall[]> {
  const { rows } = await tx.query<{
    id: string;
    started_at: Date;
    lead_type: CallDirection;
    call_source: CallSource;
    agent_name: string;
    total_score: number | null;
  }>(
    `SELECT c.id, c.started_at, c.lead_type, c.call_source, a.name AS agent_name, l.total_score
     FROM calls c JOIN agents a ON a.id = c.agent_id AND a.user_id = c.user_id
     LEFT JOIN lead_analytics l ON l.call_id = c.id AND l.user_id = c.user_id
     WHERE c.user_id = $1 AND c.id = ANY ($2::uuid[])`,
    [userId, ids],
  );
  return rows.map((row) => ({
    id: row.id,
    at: row.started_at.toISOString(),
    direction: row.lead_type,
    source: row.call_source,
    agentName: row.agent_name,
    score: row.total_score,
  }));
}

async function readEvents(tx: Transaction, userId: string, customerId: string): Promise<CustomerEvent[]> {
  const { rows } = await tx.query<{
    id: string;
    kind: CustomerEventKind;
    from_value: string | null;
    to_value: string | null;
    by: string | null;
    created_at: Date;
  }>(
    `SELECT e.id, e.kind, e.from_value, e.to_value, u.name AS by, e.created_at
     FROM customer_events e LEFT JOIN users u ON u.id = e.created_by
     WHERE e.user_id = $1 AND e.customer_id = $2 ORDER BY e.created_at DESC, e.id DESC LIMIT ${eventsShownMax}`,
    [userId, customerId],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    from: row.from_value,
    to: row.to_value,
    by: row.by,
    at: row.created_at.toISOString(),
  }));
}
