import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { callDirections, callSources } from "@/lib/calls/schema";
import type { Transaction } from "@/lib/db/transaction";
import { anyOf } from "@/lib/lists/any-of";
import { oneOf } from "@/lib/platform/one-of";
import { selectCustomers, toCustomer } from "./_customer-row";
import { customerEventKinds } from "./customer-event";
import { customerNotFound } from "./customer-not-found";
import { type CustomerDetail, type CustomerEvent, eventsShownMax, type HistoryCall } from "./schema";

/**
 * A customer with everything that happened, back to the first call.
 * @throws AppError NOT_FOUND for an id that is malformed, missing or another tenant's.
 */
export async function getCustomer(ctx: Context, input: { id: string }): Promise<CustomerDetail> {
  const { userId } = requirePermission(ctx, "customer.read");
  const id = z.uuid().safeParse(input.id);
  if (!id.success) throw customerNotFound();
  return ctx.db.tenant(userId, async (tx) => {
    const row = await selectCustomers(tx.kysely, userId)
      .leftJoin("leads as l", (join) =>
        join.onRef("l.user_id", "=", "k.user_id").onRef("l.person_key", "=", "k.person_key"),
      )
      .select(["k.notes", "k.contact_id", "k.person_key", "k.email_search", "k.origin_call_id", "l.id as lead_id"])
      .where("k.id", "=", id.data)
      .executeTakeFirst();
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

async function findLatestCall(
  { kysely }: Transaction,
  userId: string,
  personKeys: readonly string[],
): Promise<string | null> {
  const latestOf = (key: string) =>
    kysely
      .selectFrom("calls")
      .select(["id", "started_at"])
      .where("user_id", "=", userId)
      .where("person_key", "=", key)
      .orderBy("started_at", "desc")
      .orderBy("id", "desc")
      .limit(1)
      .as("latest");
  const [first, ...others] = personKeys.map((key) =>
    kysely.selectFrom(latestOf(key)).select(["latest.id", "latest.started_at"]),
  );
  if (!first) return null;
  const latest = await others
    .reduce((all, each) => all.unionAll(each), first)
    .orderBy("started_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return latest?.id ?? null;
}

async function readCalls({ kysely }: Transaction, userId: string, ids: readonly string[]): Promise<HistoryCall[]> {
  const rows = await kysely
    .selectFrom("calls as c")
    .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "c.agent_id").onRef("a.user_id", "=", "c.user_id"))
    .leftJoin("lead_analytics as l", (join) => join.onRef("l.call_id", "=", "c.id"))
    .select(["c.id", "c.started_at", "c.lead_type", "c.call_source", "a.name as agent_name", "l.total_score"])
    .where("c.user_id", "=", userId)
    .where("c.id", "=", anyOf(ids))
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.started_at.toISOString(),
    direction: oneOf(callDirections, row.lead_type),
    source: oneOf(callSources, row.call_source),
    agentName: row.agent_name,
    score: row.total_score,
  }));
}

async function readEvents({ kysely }: Transaction, userId: string, customerId: string): Promise<CustomerEvent[]> {
  const rows = await kysely
    .selectFrom("customer_events as e")
    .leftJoin("users as u", "u.id", "e.created_by")
    .select(["e.id", "e.kind", "e.from_value", "e.to_value", "u.name as by", "e.created_at"])
    .where("e.user_id", "=", userId)
    .where("e.customer_id", "=", customerId)
    .orderBy("e.created_at", "desc")
    .orderBy("e.id", "desc")
    .limit(eventsShownMax)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: oneOf(customerEventKinds, row.kind),
    from: row.from_value,
    to: row.to_value,
    by: row.by,
    at: row.created_at.toISOString(),
  }));
}
