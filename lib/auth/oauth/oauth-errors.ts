import { AppError, type ErrorCode } from "@/lib/platform/errors";

/** Why signing in or linking with a provider was refused: the code in an address, and its message. */
export const oauthRefusals = {
  AddressUnverified: "That provider has not verified your email address. Verify it there, then try again.",
  AddressTaken:
    "An account with this email address exists already. Sign in to it as usual, then link this provider in Settings.",
  AccountClosed: "This account is closed. Write to support if you think that is a mistake.",
  LinkExpired:
    "The account was not linked: it took too long, or you signed out in the meantime. Start again from Settings.",
  LinkedElsewhere:
    "That account is linked to another Callwright account. Unlink it there first, or choose another one.",
  AlreadyLinked: "You have already linked another account with this provider. Unlink it first, then link this one.",
} as const;
export type OauthRefusal = keyof typeof oauthRefusals;

const codes = {
  AddressUnverified: "FORBIDDEN",
  AddressTaken: "CONFLICT",
  AccountClosed: "FORBIDDEN",
  LinkExpired: "FORBIDDEN",
  LinkedElsewhere: "CONFLICT",
  AlreadyLinked: "CONFLICT",
} as const satisfies Record<OauthRefusal, ErrorCode>;

/** A refusal whose message can be shown and whose code can be put into an address. */
export class OauthRefused extends AppError {
  readonly refusal: OauthRefusal;

  constructor(refusal: OauthRefusal) {
    super(codes[refusal], oauthRefusals[refusal]);
    this.refusal = refusal;
  }
}

const ofNextAuth: Readonly<Record<string, string>> = {
  AccessDenied: "Signing in was refused. Try again, or sign in another way.",
  Callback: "Signing in with that provider did not work. Nothing was changed: try again, or sign in another way.",
  OAuthCallback: "Signing in with that provider did not work. Nothing was changed: try again, or sign in another way.",
  OAuthSignin: "That provider cannot be reached right now. Try again in a moment, or sign in another way.",
};

/** The message for the code in `/sign-in?error=`; a general one for an unknown code, null without a code. */
export function signInErrorSentence(word: unknown): string | null {
  if (typeof word !== "string" || word === "") return null;
  if (Object.hasOwn(oauthRefusals, word)) return oauthRefusals[word as OauthRefusal];
  if (Object.hasOwn(ofNextAuth, word)) return ofNextAuth[word] ?? null;
  return "We could not sign you in. Try again in a moment.";
}
