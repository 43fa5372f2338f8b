import { type Columns, rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { Booking } from "./booking";
import { transcriptText } from "./project-transcript";
import type { Segment } from "./projection";

type Row = { callId: string; userId: string; segments: Segment[] };

const columns: Columns<Row> = {
  id: { type: "uuid", value: () => newId() },
  call_id: { type: "uuid", value: (row) => row.callId },
  user_id: { type: "uuid", value: (row) => row.userId },
  content: { type: "text", value: (row) => transcriptText(row.segments) },
  speaker_segments: { type: "jsonb", value: (row) => JSON.stringify(row.segments) },
};

/** Writes the transcripts that these events carry; a call whose newer event carries none keeps the one it has. */
export async function writeTranscripts(tx: Transaction, bookings: readonly Booking[]): Promise<void> {
  const rows = bookings.flatMap(({ callId, agent, event }): Row[] =>
    event.segments === null ? [] : [{ callId, userId: agent.userId, segments: event.segments }],
  );
  if (rows.length === 0) return;
  const { from, params } = rowsParameter(rows, columns);
  await tx.query(
    `INSERT INTO transcripts (id, call_id, user_id, content, speaker_segments)
     SELECT id, call_id, user_id, content, speaker_segments FROM ${from}
     ON CONFLICT (call_id) DO UPDATE SET content = excluded.content, speaker_segments = excluded.speaker_segments`,
    params,
  );
}
