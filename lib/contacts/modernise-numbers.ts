import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { formerNumber } from "@/lib/platform/phone-number/modern-number";

type Numbered = { userId: string; phoneNumber: string | null };

/**
 * Updates contacts with a former spelling of one of these numbers to the current spelling, so that they are found by it. If another contact
 * has that already, both stay as they are: the user can merge them.
 */
export async function moderniseNumbers(tx: Transaction, people: readonly Numbered[]): Promise<void> {
  const moved = people.flatMap(({ userId, phoneNumber }) => {
    const former = phoneNumber === null ? null : formerNumber(phoneNumber);
    return former === null ? [] : [{ userId, former, phoneNumber }];
  });
  if (moved.length === 0) return;
  await sql`
    UPDATE contacts c SET phone_number = r.today
    FROM (
      SELECT DISTINCT * FROM unnest(
        ${moved.map(({ userId }) => userId)}::uuid[], ${moved.map(({ former }) => former)}::varchar[],
        ${moved.map(({ phoneNumber }) => phoneNumber)}::varchar[]) AS r (user_id, former, today)
    ) r
    WHERE c.user_id = r.user_id AND c.phone_number = r.former
      AND NOT EXISTS (SELECT FROM contacts t WHERE t.user_id = r.user_id AND t.phone_number = r.today)`.execute(
    tx.kysely,
  );
}
