import type { RateLimit } from "@/lib/db/rate-limit";

type Rate = Omit<RateLimit, "name" | "key">;

const aMinute: Rate = { points: 60, seconds: 60, isRemembered: true };
const hourly = (points: number): Rate => ({ points, seconds: 3600 });

/** How often each thing may be tried that costs a hash, a mail or much reading. */
const rates = {
  /** Attempts to sign in from one place. */
  "sign-in": aMinute,
  /** Renewals of one session: a page that is led round in circles ends here. */
  "session-refresh": aMinute,
  "sign-up by client": hourly(20),
  "sign-up by address": hourly(3),
  "verification by client": hourly(20),
  "verification by address": hourly(3),
  "reset by client": hourly(20),
  "reset by address": hourly(3),
  "email by account": hourly(3),
  /** Right or wrong: each costs a hash, and a new password the time of everybody besides. */
  "password by account": hourly(30),
  "second factor by account": hourly(20),
  "export by account": hourly(3),
  /** Lists and figures as files: nobody needs more, and each costs reading everything. */
  "list export by account": { points: 30, seconds: 60, isRemembered: true },
  "upload by account": hourly(60),
} as const satisfies Record<string, Rate>;

/** The limit of something for one place, address, session or account. */
export function rateOf(name: keyof typeof rates, key: string): RateLimit {
  return { name, key, ...rates[name] };
}
