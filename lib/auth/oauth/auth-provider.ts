export const authProviders = ["email", "google", "linkedin", "github"] as const;
export type AuthProvider = (typeof authProviders)[number];

/** Other providers with which somebody may sign in. */
export const oauthProviders = ["google", "linkedin", "github"] as const satisfies AuthProvider[];
export type OauthProvider = (typeof oauthProviders)[number];
