import type { Transaction } from "@/lib/db/transaction";

/** If several rows would change the same contact, the first one does, and the others refer to its line. */
export async function markSameContacts(
  tx: Transaction,
  { userId, importId }: { userId: string; importId: string },
): Promise<void> {
  await tx.query(
    `UPDATE contact_import_rows r SET verdict = 'skip', reason = 'same_contact', other_line = f.line
     FROM (
       SELECT row_number, first_value(line) OVER w AS line, row_number() OVER w AS place
       FROM contact_import_rows WHERE user_id = $1 AND import_id = $2 AND verdict = 'update'
       WINDOW w AS (PARTITION BY target_contact ORDER BY row_number)
     ) f
     WHERE r.user_id = $1 AND r.import_id = $2 AND r.row_number = f.row_number AND f.place > 1`,
    [userId, importId],
  );
}
