import { type Columns, rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";
import type { Booking } from "./booking";

const columns: Columns<Booking> = {
  id: { type: "uuid", value: (b) => b.callId },
  agent_id: { type: "uuid", value: (b) => b.agent.id },
  user_id: { type: "uuid", value: (b) => b.agent.userId },
  contact_id: { type: "uuid", value: (b) => b.contactId },
  elevenlabs_conversation_id: { type: "text", value: (b) => b.event.conversationId },
  phone_number: { type: "text", value: (b) => b.phoneNumber },
  call_source: { type: "text", value: (b) => b.event.source },
  caller_name: { type: "text", value: (b) => b.event.callerName },
  caller_email: { type: "text", value: (b) => b.event.lead?.email ?? null },
  lead_type: { type: "text", value: (b) => b.event.direction },
  duration_minutes: { type: "integer", value: (b) => b.durationMinutes },
  duration_seconds: { type: "integer", value: (b) => b.event.durationSeconds },
  credits_used: { type: "integer", value: (b) => b.creditsUsed },
  credits_per_minute: { type: "integer", value: (b) => b.creditsPerMinute },
  status: { type: "text", value: (b) => b.event.status },
  has_audio: { type: "boolean", value: (b) => b.event.hasAudio },
  summary_title: { type: "text", value: (b) => b.event.summaryTitle },
  summary: { type: "text", value: (b) => b.event.summary },
  termination_reason: { type: "text", value: (b) => b.event.terminationReason },
  metadata: { type: "jsonb", value: (b) => JSON.stringify(b.event.metadata) },
  provider_version: { type: "text", value: (b) => b.event.version },
  started_at: { type: "timestamptz", value: (b) => b.event.startedAt },
  ended_at: { type: "timestamptz", value: (b) => b.event.endedAt },
};
const names = Object.keys(columns);
// An existing recording stays, whatever a later transcript says about it.
const changed = names
  .filter((name) => name !== "id" && name !== "elevenlabs_conversation_id")
  .map((name) => (name === "has_audio" ? "has_audio = c.has_audio OR r.has_audio" : `${name} = r.${name}`));

/** Writes each conversation's call, in the order of ids; the database sets its day and updates the rollups. */
export async function writeCalls(tx: Transaction, bookings: readonly Booking[]): Promise<void> {
  const ordered = [...bookings].sort((a, b) => (a.callId < b.callId ? -1 : 1));
  const created = ordered.filter((booking) => !booking.isUpdate);
  if (created.length > 0) {
    const { from, params } = rowsParameter(created, columns);
    await tx.query(`INSERT INTO calls (${names.join(", ")}) SELECT ${names.join(", ")} FROM ${from}`, params);
  }
  const updated = ordered.filter((booking) => booking.isUpdate);
  if (updated.length > 0) {
    const { from, params } = rowsParameter(updated, columns);
    await tx.query(`UPDATE calls c SET ${changed.join(", ")} FROM ${from} WHERE c.id = r.id`, params);
  }
}
