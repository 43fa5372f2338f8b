import { callFunction } from "@/lib/db/call-function";
import type { Transaction } from "@/lib/db/transaction";
import type { MailRequest } from "./mail-request";

/** Queues an email in the transaction: it is sent only if the transaction commits. */
export async function requestMail(tx: Transaction, request: MailRequest): Promise<void> {
  const userId = "userId" in request ? request.userId : null;
  await callFunction(tx, "request_mail", { kind: request.kind, recipient: request.email, account: userId });
}
