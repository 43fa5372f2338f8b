import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { readUntil } from "./_scope";

/**
 * Lets `is_read` of the tenant's leads say what `notifications_read_until` says since it moved: what lies up to it was read, and what was
 * read at once beyond it is unread again.
 */
export async function alignMarks({ kysely }: Transaction, userId: string): Promise<void> {
  await kysely
    .updateTable("lead_analytics as l")
    .from(kysely.selectNoFrom(readUntil(userId).as("moment")).as("read_until"))
    .set({ is_read: sql`NOT l.is_read` })
    .where("l.user_id", "=", userId)
    .where("l.unread_at", "is not", null)
    .where(sql<boolean>`l.is_read = (l.unread_at > read_until.moment)`)
    .execute();
}
