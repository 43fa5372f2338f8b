import type { OauthProvider } from "./auth-provider";

export const oauthProviderNames = {
  google: "Google",
  linkedin: "LinkedIn",
  github: "GitHub",
} as const satisfies Record<OauthProvider, string>;
