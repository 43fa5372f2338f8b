import type { Transaction } from "@/lib/db/transaction";
import type { AccountChange } from "./account-changes";
import { requestMail } from "./request-mail";

/** Mails an account's owner about a change, once it commits. */
export async function notifyOwner(tx: Transaction, userId: string, change: AccountChange): Promise<void> {
  const account = await tx.prisma.user.findUnique({ where: { id: userId }, select: { email: true } });
  if (account) await requestMail(tx, { kind: change, email: account.email });
}
