import type { Context } from "@/lib/access/context";
import type { Transaction } from "@/lib/db/transaction";
import type { RenderedMail } from "@/lib/mail/render-mail";
import { issueResetToken } from "../passwords/issue-reset-token";
import { issueVerificationToken } from "../sign-up/issue-verification-token";
import {
  accountChangedMail,
  accountClosedMail,
  accountOpenedMail,
  addressChangingMail,
  addressTakenMail,
  confirmNewAddressMail,
  invitationMail,
  passwordChangedMail,
  resetPasswordMail,
  verifyAddressMail,
} from "./account-mails";
import type { MailRequest } from "./mail-request";

type Site = { url: string };

/**
 * The requested mail, with its own token where it needs one. Composing it again issues a new token and invalidates the old one.
 * @param requestedAt when the mail was asked for: mails may wait for hours.
 * @returns null when there is nothing to send: no account has the address, or the matter of the mail is done or cancelled.
 */
export function composeMail(
  ctx: Pick<Context, "db" | "clock">,
  site: Site,
  request: MailRequest,
  requestedAt: Date,
): Promise<RenderedMail | null> {
  return ctx.db.auth((tx) => compose(tx, { now: ctx.clock.now(), requestedAt }, site, request));
}

type Times = { now: Date; requestedAt: Date };

async function compose(
  tx: Transaction,
  { now, requestedAt }: Times,
  site: Site,
  request: MailRequest,
): Promise<RenderedMail | null> {
  const { email } = request;
  switch (request.kind) {
    case "address-taken":
      return addressTakenMail(site);
    case "password-changed":
      return passwordChangedMail(site);
    case "account-closed":
      return accountClosedMail(site);
    case "account-opened":
      return accountOpenedMail(site);
    case "address-changing":
      return addressChangingMail(site);
    case "verify-address": {
      const account = await lockAccount(tx, "email", email);
      if (!account || account.email_verified) return null;
      return verifyAddressMail(site, await issueVerificationToken(tx, { userId: account.id, email, now }));
    }
    case "invitation":
    case "reset-password": {
      const account = await lockAccount(tx, "email", email);
      if (!account) return null;
      const { token, hours } = await issueResetToken(tx, { userId: account.id, now });
      return request.kind === "invitation" ? invitationMail(site, token, hours) : resetPasswordMail(site, token, hours);
    }
    case "confirm-new-address": {
      const account = await lockAccount(tx, "id", request.userId);
      if (!account || account.email === email) return null;
      // A new password stops every change that was asked for before it, also one whose mail is still to be sent.
      if (account.password_changed_at && account.password_changed_at > requestedAt) return null;
      const taken = await tx.prisma.user.findUnique({ where: { email }, select: { id: true } });
      if (taken) return addressTakenMail(site);
      return confirmNewAddressMail(site, await issueVerificationToken(tx, { userId: account.id, email, now }));
    }
    default:
      return accountChangedMail(site, request.kind);
  }
}

/** Held until the transaction ends, so that of two concurrent mails the later one's link works. */
function lockAccount({ kysely }: Transaction, column: "id" | "email", value: string) {
  return kysely
    .selectFrom("users")
    .select(["id", "email", "email_verified", "password_changed_at"])
    .where(column, "=", value)
    .where("is_active", "=", true)
    .forNoKeyUpdate()
    .executeTakeFirst();
}
