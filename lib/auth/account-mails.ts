import { type RenderedMail, renderMail } from "@/lib/mail/render-mail";
import { type AccountChange, accountChanges } from "./account-changes";
import { verificationHours } from "./verification-hours";

type Site = {
  /** Public address of this installation, without a slash at its end. */
  url: string;
};

// No mail names its reader: whoever signs up chooses the name, and would have us send any words to any address.

export function verifyAddressMail(site: Site, token: string): RenderedMail {
  return renderMail({
    subject: "Confirm your email address",
    lead: ["Somebody, most likely you, made a Callwright account with this address. Confirm that it is yours."],
    action: { label: "Confirm the address", url: `${site.url}/verify-email?token=${token}` },
    closing: [
      `The link works once, for ${verificationHours} hours.`,
      "If that was not you, do nothing, and the address stays unconfirmed.",
    ],
  });
}

export function addressTakenMail(site: Site): RenderedMail {
  return renderMail({
    subject: "You already have an account",
    lead: [
      "Somebody, most likely you, wanted to use this address for a Callwright account. It belongs to one already, so nothing was changed.",
      "Sign in with it. If you do not know the password any more, choose a new one.",
    ],
    action: { label: "Choose a new password", url: `${site.url}/forgot-password` },
    closing: [
      `Sign in here: ${site.url}/sign-in`,
      "If that was not you, do nothing: your account is as safe as before.",
    ],
  });
}

export function resetPasswordMail(site: Site, token: string, hours: number): RenderedMail {
  return renderMail({
    subject: "Choose a new password",
    lead: ["Somebody, most likely you, asked for a new password for your Callwright account."],
    action: { label: "Choose a new password", url: `${site.url}/reset-password?token=${token}` },
    closing: [
      `The link works once, for ${hours === 1 ? "one hour" : `${hours} hours`}. A new password signs you out everywhere.`,
      "If that was not you, do nothing: your password stays as it is.",
    ],
  });
}

export function passwordChangedMail(site: Site): RenderedMail {
  return renderMail({
    subject: "Your password was changed",
    lead: ["The password of your Callwright account was changed just now, and other devices were signed out."],
    action: { label: "That was not me", url: `${site.url}/forgot-password` },
    closing: [
      "If that was you, there is nothing to do.",
      "If it was not, choose a new password at once: it signs out whoever changed this one.",
    ],
  });
}

export function addressChangingMail(site: Site): RenderedMail {
  return renderMail({
    subject: "Your email address is to change",
    lead: [
      "Somebody, most likely you, asked to use another email address for your Callwright account. It changes as soon as the new address is confirmed.",
    ],
    action: { label: "That was not me", url: `${site.url}/forgot-password` },
    closing: [
      "If that was you, open the mail that was sent to the new address.",
      "If it was not, choose a new password at once: that stops the change and signs everybody out.",
    ],
  });
}

export function confirmNewAddressMail(site: Site, token: string): RenderedMail {
  return renderMail({
    subject: "Confirm your new email address",
    lead: ["This address is to become the one of a Callwright account. Confirm that it is yours."],
    action: { label: "Confirm the new address", url: `${site.url}/verify-email?token=${token}` },
    closing: [
      `The link works once, for ${verificationHours} hours. From then on you sign in with this address.`,
      "If that was not you, do nothing, and the account keeps its old address.",
    ],
  });
}

export function accountChangedMail(site: Site, change: AccountChange): RenderedMail {
  const { subject, lead } = accountChanges[change];
  return renderMail({
    subject,
    lead: [lead],
    action: { label: "That was not me", url: `${site.url}/forgot-password` },
    closing: [
      "If that was you, there is nothing to do.",
      `If it was not, choose a new password at once: it signs everybody out. Then look at ${site.url}/settings/security.`,
    ],
  });
}
