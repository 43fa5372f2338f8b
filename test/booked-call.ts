import { readFileSync } from "node:fs";
import path from "node:path";
import type { IngestHarness } from "./ingest-harness";
import { ledgerFaults, rollupDifferences } from "./recompute";

/** A payload of the provider as it was seen: `inbound`, `batch`, `widget`, `fail_twilio`, `fail_sip` or `audio`. */
export function sample(name: string) {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, `../lib/elevenlabs/samples/${name}.json`), "utf8"));
}

/** Everything that was booked for a conversation in one row; undefined when it has no call. */
export async function bookedCall(harness: IngestHarness, conversationId: string) {
  const [row] = await harness.rows(
    `SELECT c.*, t.content, t.speaker_segments, o.outcome, o.lead_temperature, to_jsonb(l) AS lead, ct.is_auto_created,
       (SELECT jsonb_agg(jsonb_build_array(type, amount, is_correction) ORDER BY entry_number)
        FROM credit_transactions x WHERE x.call_id = c.id) AS entries
     FROM calls c LEFT JOIN transcripts t ON t.call_id = c.id LEFT JOIN agent_call_outcomes o ON o.call_id = c.id
     LEFT JOIN lead_analytics l ON l.call_id = c.id LEFT JOIN contacts ct ON ct.id = c.contact_id
     WHERE c.elevenlabs_conversation_id = $1`,
    [conversationId],
  );
  return row;
}

/** Every contradiction between the raw rows, the rollups and the ledger. */
export async function faults(harness: IngestHarness): Promise<unknown[]> {
  return [...(await rollupDifferences(harness.owner)), ...(await ledgerFaults(harness.owner))];
}
