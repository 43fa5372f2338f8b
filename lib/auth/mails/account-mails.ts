import { type RenderedMail, renderMail } from "@/lib/mail/render-mail";
import { verificationHours } from "../sign-up/verification-hours";
import { type AccountChange, accountChanges } from "./account-changes";

type Site = {
  /** Public address of this installation, without a slash at its end. */
  url: string;
};

// No mail contains the recipient's name: it is chosen at sign-up, so anybody could have us send any text to any address.

export function verifyAddressMail(site: Site, token: string): RenderedMail {
  return renderMail({
    subject: "Confirm your email address",
    lead: ["Someone, most likely you, created a Callwright account with this address. Confirm that it is yours."],
    action: { label: "Confirm the address", url: `${site.url}/verify-email?token=${token}` },
    closing: [
      `The link can be used once and is valid for ${verificationHours} hours.`,
      "If that was not you, ignore this email: the address stays unconfirmed.",
    ],
  });
}

export function addressTakenMail(site: Site): RenderedMail {
  return renderMail({
    subject: "You already have an account",
    lead: [
      "Someone, most likely you, tried to use this address for a Callwright account. It already belongs to one, so nothing was changed.",
      "Sign in with it. If you have forgotten the password, choose a new one.",
    ],
    action: { label: "Choose a new password", url: `${site.url}/forgot-password` },
    closing: [`Sign in here: ${site.url}/sign-in`, "If that was not you, ignore this email: your account is safe."],
  });
}

export function resetPasswordMail(site: Site, token: string, hours: number): RenderedMail {
  return renderMail({
    subject: "Choose a new password",
    lead: ["Someone, most likely you, asked for a new password for your Callwright account."],
    action: { label: "Choose a new password", url: `${site.url}/reset-password?token=${token}` },
    closing: [
      `The link can be used once and is valid for ${hours === 1 ? "one hour" : `${hours} hours`}. A new password signs you out everywhere.`,
      "If that was not you, ignore this email: your password stays the same.",
    ],
  });
}

export function invitationMail(site: Site, token: string, hours: number): RenderedMail {
  return renderMail({
    subject: "You were invited to Callwright",
    lead: [
      "An administrator created a Callwright account for this address. Choose a password, and it is yours.",
      "Callwright shows what AI phone agents bring: every call with its transcript, lead score and cost.",
    ],
    action: { label: "Choose a password", url: `${site.url}/reset-password?token=${token}` },
    closing: [
      `The link can be used once and is valid for ${hours === 1 ? "one hour" : `${hours} hours`}. After that, ask for a new one here: ${site.url}/forgot-password`,
      "If you do not know why you received this, ignore it: without a password nobody can use the account.",
    ],
  });
}

export function accountClosedMail(site: Site): RenderedMail {
  return renderMail({
    subject: "Your account was deactivated",
    lead: [
      "An administrator deactivated your Callwright account. You were signed out everywhere and cannot sign in for now. Nothing was deleted, and calls that come in are still recorded.",
    ],
    action: { label: "Go to Callwright", url: site.url },
    closing: ["If you have questions, write to the people who run this installation of Callwright."],
  });
}

export function accountOpenedMail(site: Site): RenderedMail {
  return renderMail({
    subject: "Your account was activated",
    lead: ["An administrator activated your Callwright account again. You can sign in as before."],
    action: { label: "Sign in", url: `${site.url}/sign-in` },
    closing: ["Your data was kept meanwhile."],
  });
}

export function passwordChangedMail(site: Site): RenderedMail {
  return renderMail({
    subject: "Your password was changed",
    lead: ["The password of your Callwright account was changed just now, and other devices were signed out."],
    action: { label: "That was not me", url: `${site.url}/forgot-password` },
    closing: [
      "If that was you, there is nothing to do.",
      "If it was not, choose a new password now. That signs out every other device.",
    ],
  });
}

export function addressChangingMail(site: Site): RenderedMail {
  return renderMail({
    subject: "Your email address is about to change",
    lead: [
      "Someone, most likely you, asked to use another email address for your Callwright account. It changes as soon as the new address is confirmed.",
    ],
    action: { label: "That was not me", url: `${site.url}/forgot-password` },
    closing: [
      "If that was you, open the email that was sent to the new address.",
      "If it was not, choose a new password now. That stops the change and signs out every device.",
    ],
  });
}

export function confirmNewAddressMail(site: Site, token: string): RenderedMail {
  return renderMail({
    subject: "Confirm your new email address",
    lead: ["This address is about to become the email address of a Callwright account. Confirm that it is yours."],
    action: { label: "Confirm the new address", url: `${site.url}/verify-email?token=${token}` },
    closing: [
      `The link can be used once and is valid for ${verificationHours} hours. From then on you sign in with this address.`,
      "If that was not you, ignore this email: the account keeps its old address.",
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
      `If it was not, choose a new password now. That signs out every device. Then check ${site.url}/settings/security.`,
    ],
  });
}
