import { z } from "zod";
import { accountChangeKinds } from "./account-changes";

const email = z.email();

/** What waits in the queue for a mail: its kind and whom it goes to, never a token. */
export const MailRequest = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum([
      "verify-address",
      "address-taken",
      "invitation",
      "reset-password",
      "password-changed",
      "address-changing",
      "account-closed",
      "account-opened",
    ]),
    email,
  }),
  z.object({ kind: z.enum(accountChangeKinds), email }),
  z.object({ kind: z.literal("confirm-new-address"), email, userId: z.uuid() }),
]);
export type MailRequest = z.infer<typeof MailRequest>;
