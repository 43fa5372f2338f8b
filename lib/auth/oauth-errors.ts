import { AppError, type ErrorCode } from "@/lib/platform/errors";

/** Why signing in or linking with another provider was refused: the word that travels in an address, and its sentence. */
export const oauthRefusals = {
  AddressUnverified: "That provider has not verified your email address. Verify it there, then try again.",
  AddressTaken:
    "An account with this email address exists already. Sign in to it the way you always do, then link this provider in Settings.",
  AccountClosed: "This account is closed. Write to support if you think that is a mistake.",
  LinkExpired: "The link was not made: too much time passed, or you signed out meanwhile. Start again from Settings.",
  LinkedElsewhere: "That account is linked to somebody else here. Unlink it there first, or choose another one.",
  AlreadyLinked: "You have linked another account of this provider. Unlink it first, then link this one.",
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

/** A refusal whose sentence may be shown, and whose word may be put into an address. */
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
  OAuthSignin: "That provider cannot be reached just now. Try again in a moment, or sign in another way.",
};

/** The sentence for the word in `/sign-in?error=`; an unknown word has a general one, and no word has none. */
export function signInErrorSentence(word: unknown): string | null {
  if (typeof word !== "string" || word === "") return null;
  if (Object.hasOwn(oauthRefusals, word)) return oauthRefusals[word as OauthRefusal];
  if (Object.hasOwn(ofNextAuth, word)) return ofNextAuth[word] ?? null;
  return "Signing in did not work. Try again in a moment.";
}
