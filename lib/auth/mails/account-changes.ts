/** Changes of an account that are mailed to its owner, each with the text of the mail. */
export const accountChanges = {
  "second-factor-on": {
    subject: "Two-factor authentication was turned on",
    lead: "Signing in to your Callwright account now requires a code from an authenticator app.",
  },
  "second-factor-off": {
    subject: "Two-factor authentication was turned off",
    lead: "Signing in to your Callwright account no longer requires a code from an authenticator app.",
  },
  "recovery-codes-renewed": {
    subject: "New recovery codes were generated",
    lead: "Your Callwright account has new recovery codes. The old ones no longer work.",
  },
  "provider-linked": {
    subject: "A sign-in method was added",
    lead: "An account with another provider was linked to your Callwright account and can now be used to sign in.",
  },
  "provider-unlinked": {
    subject: "A sign-in method was removed",
    lead: "An account with another provider was unlinked from your Callwright account.",
  },
  "deletion-requested": {
    subject: "Your account will be deleted",
    lead: "Someone, most likely you, asked to delete your Callwright account. Until then you can cancel this in Settings, under Your data.",
  },
} as const satisfies Record<string, { subject: string; lead: string }>;
export type AccountChange = keyof typeof accountChanges;

export const accountChangeKinds = Object.keys(accountChanges) as [AccountChange, ...AccountChange[]];
