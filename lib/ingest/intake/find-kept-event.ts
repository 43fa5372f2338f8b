import type { Database } from "@/lib/db/database";
import type { KeptEvent } from "./count-deliveries";

/** The stored columns of an event, whichever process holds it. */
export async function findKeptEvent(db: Pick<Database, "inbox">, sha256: Buffer): Promise<KeptEvent> {
  const { rows } = await db.inbox.query<{ storageKey: string | null }>(
    `SELECT body_storage_key AS "storageKey" FROM webhook_events WHERE provider = 'elevenlabs' AND body_sha256 = $1`,
    [sha256],
  );
  return { kept: rows[0] ?? null };
}
