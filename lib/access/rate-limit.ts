import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "@/lib/db/database";
import { isUnavailable } from "@/lib/db/pg-errors";
import { AppError } from "@/lib/platform/errors";
import { formatWait } from "@/lib/platform/format/format-wait";

export type RateLimit = {
  /** What is counted. */
  name: string;
  /** The key that is limited; only its hash is stored. */
  key: string;
  /** The number of tries allowed per window, over all instances together. */
  points: number;
  seconds: number;
  /** Whether this process remembers keys over the limit and refuses them without a statement. */
  isRemembered?: boolean;
};

type Statement = { text: string; values: unknown[] };

const limiters = new WeakMap<Database, Map<string, RateLimiterPostgres>>();

/**
 * Counts one try.
 * @throws AppError RATE_LIMITED with the seconds until the next try counts again, UNAVAILABLE when nothing can be counted now.
 */
export async function limitRate(db: Database, limit: RateLimit): Promise<void> {
  try {
    await limiterOf(db, limit).consume(digest(limit.key));
  } catch (error) {
    if (error instanceof RateLimiterRes) throw tooMany(error.msBeforeNext);
    if (!isUnavailable(error)) throw error;
    throw new AppError("UNAVAILABLE", "This is not available right now. Try again in a moment.", { cause: error });
  }
}

function limiterOf(db: Database, { name, points, seconds, isRemembered }: RateLimit): RateLimiterPostgres {
  const ofDatabase = limiters.get(db) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(db, ofDatabase);
  const key = `${name} ${points}/${seconds}`;
  const limiter =
    ofDatabase.get(key) ??
    new RateLimiterPostgres({
      // Its statements are named, and another connection behind a pooler would not know them.
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
  return new AppError("RATE_LIMITED", `Too many attempts. Try again in ${formatWait(retryAfterSeconds)}.`, {
    retryAfterSeconds,
  });
}
