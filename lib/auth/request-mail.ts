import type { Transaction } from "@/lib/db/transaction";
import type { MailRequest } from "./mail-request";

/** Asks for a mail that is sent once the transaction commits, and never when it does not. */
export async function requestMail(tx: Transaction, request: MailRequest): Promise<void> {
  const userId = "userId" in request ? request.userId : null;
  await tx.query("SELECT request_mail($1, $2, $3)", [request.kind, request.email, userId]);
}
