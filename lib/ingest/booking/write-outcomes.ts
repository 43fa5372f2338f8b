import { type Columns, rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import { type Booking, isTerminal } from "./booking";

const columns: Columns<Booking> = {
  id: { type: "uuid", value: () => newId() },
  call_id: { type: "uuid", value: ({ callId }) => callId },
  outcome: { type: "text", value: ({ event }) => event.outcome.outcome },
  call_quality_score: { type: "numeric", value: ({ event }) => event.outcome.callQuality },
  customer_satisfaction: { type: "numeric", value: ({ event }) => event.outcome.satisfaction },
  is_not_a_lead: { type: "boolean", value: ({ event }) => event.outcome.isNotALead },
  sentiment_score: { type: "numeric", value: ({ event }) => event.outcome.sentiment },
  // Arrays of arrays must all be of one length; JSON need not.
  key_topics: { type: "jsonb", value: ({ event }) => JSON.stringify(event.outcome.keyTopics) },
  objections_raised: { type: "jsonb", value: ({ event }) => JSON.stringify(event.outcome.objections) },
  next_steps: { type: "text", value: ({ event }) => event.outcome.nextSteps },
};

/** What is written, from an event's row `r` and the call's lead `l`, as it counts: a person may have overridden the AI. */
const written: Readonly<Record<string, string>> = {
  id: "r.id",
  call_id: "r.call_id",
  outcome: "r.outcome",
  call_quality_score: "r.call_quality_score",
  customer_satisfaction: "r.customer_satisfaction",
  is_qualified_lead: "coalesce(l.is_qualified, false)",
  lead_temperature: "CASE WHEN r.is_not_a_lead THEN 'not_interested' ELSE l.lead_status_tag END",
  sentiment_score: "r.sentiment_score",
  key_topics: "ARRAY(SELECT jsonb_array_elements_text(r.key_topics))",
  objections_raised: "ARRAY(SELECT jsonb_array_elements_text(r.objections_raised))",
  next_steps: "r.next_steps",
};
const names = Object.keys(written);
const replaced = names
  .filter((name) => name !== "id" && name !== "call_id")
  .map((name) => `${name} = excluded.${name}`);

/** Writes one outcome for each ended call, once its lead is written. */
export async function writeOutcomes(tx: Transaction, bookings: readonly Booking[]): Promise<void> {
  const rows = bookings.filter(({ event }) => isTerminal(event));
  if (rows.length === 0) return;
  const { from, params } = rowsParameter(rows, columns);
  await tx.query(
    `INSERT INTO agent_call_outcomes (user_id, agent_id, call_date, call_started_at, person_key, call_source, lead_type, is_counted, ${names.join(", ")})
     SELECT c.user_id, c.agent_id, c.call_date, c.started_at, c.person_key, c.call_source, c.lead_type, c.is_counted, ${Object.values(written).join(", ")}
     FROM ${from} JOIN calls c ON c.id = r.call_id
     LEFT JOIN lead_analytics l ON l.call_id = c.id
     ORDER BY c.id
     ON CONFLICT (call_id) DO UPDATE SET ${replaced.join(", ")}`,
    params,
  );
}
