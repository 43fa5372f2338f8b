export const authProviders = ["email", "google", "linkedin", "github"] as const;
export type AuthProvider = (typeof authProviders)[number];
