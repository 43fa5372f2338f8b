import type { Transaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import { transcriptText } from "../events/project-transcript";
import { valuesList } from "../intake/values-list";
import type { Booking } from "./booking";

/** Rows of VALUES, or null where there are none, and their parameters. */
export type PreparedTranscripts = ReturnType<typeof valuesList> | null;

/** The transcripts of these events. Long texts are separate parameters, because in an array each would have to be escaped and unescaped. */
export function prepareTranscripts(bookings: readonly Booking[]): PreparedTranscripts {
  const rows = bookings.flatMap(({ callId, agent, event: { segments } }) =>
    segments === null
      ? []
      : [[newId(), callId, agent.userId, transcriptText(segments), JSON.stringify(segments)] as const],
  );
  return rows.length === 0 ? null : valuesList("(?::uuid, ?::uuid, ?::uuid, ?, ?::jsonb)", rows);
}

/** Writes transcripts; a call whose newer event carries none keeps the one it has. */
export async function writeTranscripts(tx: Transaction, prepared: PreparedTranscripts): Promise<void> {
  if (prepared === null) return;
  await tx.query(
    `INSERT INTO transcripts (id, call_id, user_id, content, speaker_segments) VALUES ${prepared.rows}
     ON CONFLICT (call_id) DO UPDATE SET content = excluded.content, speaker_segments = excluded.speaker_segments`,
    prepared.params,
  );
}
