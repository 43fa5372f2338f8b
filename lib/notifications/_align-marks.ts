import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { readUntil } from "./_scope";

/**
 * Updates `is_read` of the tenant's leads after `notifications_read_until` has changed: leads up to it are read, and leads beyond it that
 * were read by "mark all as read" are unread again.
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
