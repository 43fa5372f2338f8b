/** Changes of an account whose owner is told of them, by what the mail says. */
export const accountChanges = {
  "second-factor-on": {
    subject: "A second factor was set up",
    lead: "Signing in to your Callwright account asks for a code of an authenticator from now on.",
  },
  "second-factor-off": {
    subject: "Your second factor was turned off",
    lead: "Signing in to your Callwright account asks for no code of an authenticator any more.",
  },
  "recovery-codes-renewed": {
    subject: "New recovery codes were made",
    lead: "Your Callwright account has new recovery codes. The old ones work no more.",
  },
  "provider-linked": {
    subject: "Another way to sign in was added",
    lead: "An account of another provider was linked to your Callwright account, and signs in to it from now on.",
  },
  "provider-unlinked": {
    subject: "A way to sign in was removed",
    lead: "An account of another provider was unlinked from your Callwright account.",
  },
  "deletion-requested": {
    subject: "Your account is to be deleted",
    lead: "Somebody, most likely you, asked to delete your Callwright account. Until it is done you can keep it, in Settings under Your data.",
  },
} as const satisfies Record<string, { subject: string; lead: string }>;
export type AccountChange = keyof typeof accountChanges;

export const accountChangeKinds = Object.keys(accountChanges) as [AccountChange, ...AccountChange[]];
