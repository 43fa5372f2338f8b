import type { Transaction } from "@/lib/db/transaction";
import type { AccountChange } from "./account-changes";
import { requestMail } from "./request-mail";

/** Mails an account's owner that something of it changed, once the change commits. */
export async function tellOwner(tx: Transaction, userId: string, change: AccountChange): Promise<void> {
  const account = await tx.prisma.user.findUnique({ where: { id: userId }, select: { email: true } });
  if (account) await requestMail(tx, { kind: change, email: account.email });
}
