import type { RateLimit } from "@/lib/access/rate-limit";

type Rate = Omit<RateLimit, "name" | "key">;

const aMinute: Rate = { points: 60, seconds: 60, isRemembered: true };
const hourly = (points: number): Rate => ({ points, seconds: 3600 });

/** Rate limits of everything that costs a hash, an email or heavy reads. */
const rates = {
  /** Attempts to sign in from one place. */
  "sign-in": aMinute,
  /** Renewals of one session; this also ends redirect loops. */
  "session-refresh": aMinute,
  "sign-up by client": hourly(20),
  "sign-up by address": hourly(3),
  "verification by client": hourly(20),
  "verification by address": hourly(3),
  "reset by client": hourly(20),
  "reset by address": hourly(3),
  "email by account": hourly(3),
  /** Both right and wrong ones count: each costs a hash, and checking a new password blocks the process. */
  "password by account": hourly(30),
  "second factor by account": hourly(20),
  "export by account": hourly(3),
  /** Lists and metrics as files: nobody needs more, and each costs reading everything. */
  "list export by account": { points: 30, seconds: 60, isRemembered: true },
  "upload by account": hourly(60),
} as const satisfies Record<string, Rate>;

/** The limit of something for one place, address, session or account. */
export function rateOf(name: keyof typeof rates, key: string): RateLimit {
  return { name, key, ...rates[name] };
}
