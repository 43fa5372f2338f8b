import type { Transaction } from "@/lib/db/transaction";
import type { AccountChange } from "./account-changes";
import { requestMail } from "./request-mail";

/** Mails an account's owner that something of it changed, once the change commits. */
export async function tellOwner(tx: Transaction, userId: string, change: AccountChange): Promise<void> {
  const { rows } = await tx.query<{ email: string }>("SELECT email FROM users WHERE id = $1", [userId]);
  if (rows[0]) await requestMail(tx, { kind: change, email: rows[0].email });
}
