import { type Columns, rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";
import type { OutcomeTemperature } from "@/lib/leads/lead-temperature";
import { newId } from "@/lib/platform/ids";
import { type Booking, isTerminal } from "./booking";
import type { JudgedLead } from "./write-leads";

type Row = { booking: Booking; lead: JudgedLead | undefined };

const columns: Columns<Row> = {
  id: { type: "uuid", value: () => newId() },
  call_id: { type: "uuid", value: ({ booking }) => booking.callId },
  outcome: { type: "text", value: ({ booking }) => booking.event.outcome.outcome },
  call_quality_score: { type: "numeric", value: ({ booking }) => booking.event.outcome.callQuality },
  customer_satisfaction: { type: "numeric", value: ({ booking }) => booking.event.outcome.satisfaction },
  is_qualified_lead: { type: "boolean", value: ({ lead }) => lead?.isQualified ?? false },
  lead_temperature: { type: "text", value: temperatureOf },
  sentiment_score: { type: "numeric", value: ({ booking }) => booking.event.outcome.sentiment },
  // Arrays of arrays must all be of one length; JSON need not.
  key_topics: { type: "jsonb", value: ({ booking }) => JSON.stringify(booking.event.outcome.keyTopics) },
  objections_raised: { type: "jsonb", value: ({ booking }) => JSON.stringify(booking.event.outcome.objections) },
  next_steps: { type: "text", value: ({ booking }) => booking.event.outcome.nextSteps },
};
const names = Object.keys(columns);
const lists = new Set(["key_topics", "objections_raised"]);
const selected = names.map((name) =>
  lists.has(name) ? `ARRAY(SELECT jsonb_array_elements_text(r.${name}))` : `r.${name}`,
);
const replaced = names
  .filter((name) => name !== "id" && name !== "call_id")
  .map((name) => `${name} = excluded.${name}`);

/** Writes one outcome for each ended call. */
export async function writeOutcomes(
  tx: Transaction,
  bookings: readonly Booking[],
  leads: ReadonlyMap<Booking, JudgedLead>,
): Promise<void> {
  const rows = bookings
    .filter(({ event }) => isTerminal(event))
    .map((booking) => ({ booking, lead: leads.get(booking) }));
  if (rows.length === 0) return;
  const { from, params } = rowsParameter(rows, columns);
  await tx.query(
    `INSERT INTO agent_call_outcomes (user_id, agent_id, call_date, call_started_at, ${names.join(", ")})
     SELECT c.user_id, c.agent_id, c.call_date, c.started_at, ${selected.join(", ")}
     FROM ${from} JOIN calls c ON c.id = r.call_id
     ORDER BY c.id
     ON CONFLICT (call_id) DO UPDATE SET ${replaced.join(", ")}`,
    params,
  );
}

function temperatureOf({ booking, lead }: Row): OutcomeTemperature | null {
  if (booking.event.outcome.isNotALead) return "not_interested";
  return lead?.temperature ?? null;
}
