import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "@/lib/platform/errors";
import { formatWait } from "@/lib/platform/format/format-wait";
import type { Database } from "./database";
import { isUnavailable } from "./pg-errors";

export type RateLimit = {
  /** What is counted. */
  name: string;
  /** Of whom; only a hash of it is kept. */
  key: string;
  /** How often it may be tried in so many seconds, over all instances together. */
  points: number;
  seconds: number;
  /** Whether this process refuses by itself whoever it knows to be over the limit: for what must cost no statement then. */
  isRemembered?: boolean;
};

type Statement = { text: string; values: unknown[] };

const limiters = new WeakMap<Database, Map<string, RateLimiterPostgres>>();

/**
 * Counts one try.
 * @throws AppError RATE_LIMITED with the seconds until the next try counts anew, UNAVAILABLE when nothing can be counted now.
 */
export async function limitRate(db: Database, limit: RateLimit): Promise<void> {
  try {
    await limiterOf(db, limit).consume(digest(limit.key));
  } catch (error) {
    if (error instanceof RateLimiterRes) throw tooMany(error.msBeforeNext);
    if (!isUnavailable(error)) throw error;
    throw new AppError("UNAVAILABLE", "This does not work just now. Try again in a moment.", { cause: error });
  }
}

function limiterOf(db: Database, { name, points, seconds, isRemembered }: RateLimit): RateLimiterPostgres {
  const ofDatabase = limiters.get(db) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(db, ofDatabase);
  const key = `${name} ${points}/${seconds}`;
  const limiter =
    ofDatabase.get(key) ??
    new RateLimiterPostgres({
      // Its statements have names, which no connection behind a pooler would know the next time.
      storeClient: { query: ({ text, values }: Statement) => db.auth((tx) => tx.query(text, values)) },
      storeType: "client",
      tableName: "rate_limits",
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points,
      duration: seconds,
      inMemoryBlockOnConsumed: isRemembered ? points : 0,
    });
  ofDatabase.set(key, limiter);
  return limiter;
}

function digest(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

function tooMany(leftMs: number): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(leftMs / 1000));
  return new AppError("RATE_LIMITED", `Too many tries. Try again in ${formatWait(retryAfterSeconds)}.`, {
    retryAfterSeconds,
  });
}
