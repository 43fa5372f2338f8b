import type { Transaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { Booking } from "./booking";
import { valuesList } from "./intake/values-list";
import { transcriptText } from "./project-transcript";
import type { Segment } from "./projection";

type Row = { callId: string; userId: string; segments: Segment[] };

/** Writes the transcripts that these events carry; a call whose newer event carries none keeps the one it has. */
export async function writeTranscripts(tx: Transaction, bookings: readonly Booking[]): Promise<void> {
  const rows = bookings.flatMap(({ callId, agent, event }): Row[] =>
    event.segments === null ? [] : [{ callId, userId: agent.userId, segments: event.segments }],
  );
  if (rows.length === 0) return;
  // Long texts are parameters of their own: within an array each would be quoted here and read out of its quotes there.
  const values = valuesList(
    "(?::uuid, ?::uuid, ?::uuid, ?, ?::jsonb)",
    rows.map(({ callId, userId, segments }) => [
      newId(),
      callId,
      userId,
      transcriptText(segments),
      JSON.stringify(segments),
    ]),
  );
  await tx.query(
    `INSERT INTO transcripts (id, call_id, user_id, content, speaker_segments) VALUES ${values.rows}
     ON CONFLICT (call_id) DO UPDATE SET content = excluded.content, speaker_segments = excluded.speaker_segments`,
    values.params,
  );
}
