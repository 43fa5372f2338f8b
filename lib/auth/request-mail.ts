import { callFunction } from "@/lib/db/call-function";
import type { Transaction } from "@/lib/db/transaction";
import type { MailRequest } from "./mail-request";

/** Asks for a mail that is sent once the transaction commits, and never when it does not. */
export async function requestMail(tx: Transaction, request: MailRequest): Promise<void> {
  const userId = "userId" in request ? request.userId : null;
  await callFunction(tx, "request_mail", { kind: request.kind, recipient: request.email, account: userId });
}
