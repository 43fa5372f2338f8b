import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";

const email = z.email();

/** What waits in the queue for a mail: its kind and whom it goes to, never a token. */
export const MailRequest = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["verify-address", "address-taken", "reset-password", "password-changed", "address-changing"]),
    email,
  }),
  z.object({ kind: z.literal("confirm-new-address"), email, userId: z.uuid() }),
]);
export type MailRequest = z.infer<typeof MailRequest>;

/** Asks for a mail that is sent once the transaction commits, and never when it does not. */
export async function requestMail(tx: Transaction, request: MailRequest): Promise<void> {
  const userId = "userId" in request ? request.userId : null;
  await tx.query("SELECT request_mail($1, $2, $3)", [request.kind, request.email, userId]);
}
