import type { RateLimit } from "@/lib/db/rate-limit";

/** Attempts to sign in from one place. */
export const signInRate = (ipAddress: string): RateLimit => ({
  name: "sign-in",
  key: ipAddress,
  points: 60,
  seconds: 60,
});

/** Renewals of one session: a page that is led round in circles ends here. */
export const refreshRate = (sessionId: string): RateLimit => ({
  name: "session-refresh",
  key: sessionId,
  points: 60,
  seconds: 60,
});
