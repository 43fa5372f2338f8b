import { createHash } from "node:crypto";
import type { Context } from "@/lib/db/context";
import { AppError } from "@/lib/platform/errors";

/** How often one client, address or account may ask for something that costs a mail or a hash. */
const limits = {
  "sign-up by client": { points: 20, seconds: 3600 },
  "sign-up by address": { points: 3, seconds: 3600 },
  "verification by client": { points: 20, seconds: 3600 },
  "verification by address": { points: 3, seconds: 3600 },
  "reset by client": { points: 20, seconds: 3600 },
  "reset by address": { points: 3, seconds: 3600 },
  "email by account": { points: 3, seconds: 3600 },
} as const;
type Limit = keyof typeof limits;
type Asking = Pick<Context, "db" | "clock" | "client">;

/**
 * Counts a request of the client's network address.
 * @throws AppError RATE_LIMITED beyond the limit.
 */
export async function limitClient(ctx: Asking, limit: Limit): Promise<void> {
  if (ctx.client?.ipAddress) await limitKey(ctx, limit, ctx.client.ipAddress);
}

/**
 * Counts a request of an account.
 * @throws AppError RATE_LIMITED beyond the limit.
 */
export async function limitKey(ctx: Asking, limit: Limit, key: string): Promise<void> {
  const waitSeconds = await countRequest(ctx, limit, key);
  if (waitSeconds === 0) return;
  const minutes = Math.ceil(waitSeconds / 60);
  throw new AppError(
    "RATE_LIMITED",
    `Too many tries. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
  );
}

/** Counts a request for an address; false beyond the limit, of which whoever asks must see nothing. */
export async function isWithinLimit(ctx: Asking, limit: Limit, email: string): Promise<boolean> {
  return (await countRequest(ctx, limit, createHash("sha256").update(email).digest("hex"))) === 0;
}

/** Seconds to wait until another request is taken; 0 when this one is. */
async function countRequest({ db, clock }: Asking, limit: Limit, key: string): Promise<number> {
  const { points, seconds } = limits[limit];
  const nowMs = clock.now().getTime();
  const { rows } = await db.auth((tx) =>
    tx.query<{ points: number; expire: string }>(
      `INSERT INTO rate_limits AS r (key, points, expire) VALUES ($1, 1, $3)
       ON CONFLICT (key) DO UPDATE SET points = CASE WHEN r.expire <= $2 THEN 1 ELSE r.points + 1 END,
         expire = CASE WHEN r.expire <= $2 THEN excluded.expire ELSE r.expire END
       RETURNING points, expire`,
      [`${limit}:${key}`, nowMs, nowMs + seconds * 1000],
    ),
  );
  const counted = rows[0];
  if (!counted || counted.points <= points) return 0;
  return Math.max(1, Math.ceil((Number(counted.expire) - nowMs) / 1000));
}
