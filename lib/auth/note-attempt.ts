import type { Client } from "@/lib/db/context";
import { readSettings } from "@/lib/db/read-settings";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { type AttemptReason, type Guess, guesses } from "./attempt-reason";
import { lockoutEnd } from "./lockout-end";
import { lockoutSentence } from "./lockout-sentence";
import { networkOf, plainAddress } from "./network-of";

/** How many times `max_login_attempts` an hour may fail at one address from anywhere, and from one place at any address. */
const addressFactor = 10;
const placeFactor = 20;

export type Attempt = { email: string; client: Client; now: Date; reason: Guess };
export type NotedAttempt = { attemptId: string; retryAfterSeconds: number | null };

/**
 * Writes an attempt down as failed before anything is checked, so that many at once are as many, and says how long it has to wait.
 * An attempt that waits counts for nothing. Let the transaction commit before `refuseLocked`.
 */
export async function noteAttempt(tx: Transaction, attempt: Attempt): Promise<NotedAttempt> {
  const { email, now, reason } = attempt;
  const place = networkOfClient(attempt.client);
  // Always the address first: whoever takes two locks never waits in a circle.
  for (const held of [`address ${email}`, `place ${place}`])
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`sign-in ${held}`]);
  const retryAfterSeconds = await findWaitSeconds(tx, attempt);
  const noted: AttemptReason = retryAfterSeconds === null ? reason : "locked";
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO login_attempts (email, ip_address, attempted_at, success, failure_reason)
     VALUES ($1, $2, $3, false, $4) RETURNING id`,
    [email, addressOf(attempt.client), now, noted],
  );
  return { attemptId: rows[0]?.id ?? "", retryAfterSeconds };
}

/** The whole address from which somebody tries, as PostgreSQL's `inet` takes it; attempts are counted by its network. */
export function addressOf(client: Client | undefined): string | null {
  return client?.ipAddress ? plainAddress(client.ipAddress) : null;
}

function networkOfClient(client: Client): string | null {
  return client.ipAddress ? networkOf(client.ipAddress) : null;
}

/** @throws AppError RATE_LIMITED with the seconds to wait, whatever was given and whether the account exists. */
export function refuseLocked({ retryAfterSeconds }: NotedAttempt): void {
  if (retryAfterSeconds === null) return;
  throw new AppError("RATE_LIMITED", lockoutSentence(retryAfterSeconds), { retryAfterSeconds });
}

/** Writes down how a noted attempt ended, when not as it was noted; null for a success. */
export async function settleAttempt(tx: Transaction, attemptId: string, reason: AttemptReason | null): Promise<void> {
  await tx.query("UPDATE login_attempts SET success = $2, failure_reason = $3 WHERE id = $1", [
    attemptId,
    reason === null,
    reason,
  ]);
}

type Failures = {
  failures: number;
  last_failure_at: Date | null;
  /** Whether the account signed in from there before: a stranger's guesses never lock its owner out. */
  is_known_place: boolean;
  address_end: Date | null;
  place_end: Date | null;
};

async function findWaitSeconds(tx: Transaction, { email, client, now }: Attempt): Promise<number | null> {
  const { max_login_attempts: failuresMax, lockout_duration_minutes: lockoutMinutes } = await readSettings(tx, [
    "max_login_attempts",
    "lockout_duration_minutes",
  ]);
  const { rows } = await tx.query<Failures>(
    `WITH own AS (
       SELECT attempted_at, success, failure_reason FROM login_attempts
        WHERE email = $1 AND network IS NOT DISTINCT FROM $2::inet AND attempted_at > $3::timestamptz - interval '24 hours'
     ), since AS (SELECT max(attempted_at) AS success_at FROM own WHERE success)
     SELECT pair.failures, pair.last_failure_at,
       EXISTS (SELECT FROM login_attempts WHERE email = $1 AND network = $2::inet AND success) AS is_known_place,
       (SELECT attempted_at + interval '1 hour' FROM login_attempts
         WHERE email = $1 AND attempted_at > $3::timestamptz - interval '1 hour' AND failure_reason = ANY ($4)
         ORDER BY attempted_at DESC OFFSET $5 - 1 LIMIT 1) AS address_end,
       (SELECT attempted_at + interval '1 hour' FROM login_attempts
         WHERE network = $2::inet AND attempted_at > $3::timestamptz - interval '1 hour' AND failure_reason = ANY ($4)
         ORDER BY attempted_at DESC OFFSET $6 - 1 LIMIT 1) AS place_end
     FROM (SELECT count(*)::integer AS failures, max(attempted_at) AS last_failure_at FROM own, since
            WHERE failure_reason = ANY ($4) AND (success_at IS NULL OR attempted_at > success_at)) pair`,
    [email, networkOfClient(client), now, guesses, failuresMax * addressFactor, failuresMax * placeFactor],
  );
  const found = rows[0];
  if (!found) return null;
  const pairEnd = lockoutEnd({
    failures: found.failures,
    lastFailureAt: found.last_failure_at,
    failuresMax,
    lockoutMinutes,
  });
  const ends = [pairEnd, found.place_end, found.is_known_place ? null : found.address_end];
  const endMs = Math.max(...ends.map((end) => end?.getTime() ?? 0));
  if (endMs <= now.getTime()) return null;
  // One that came before the last failure and got its turn after it waits no longer than that one.
  const fromMs = Math.max(now.getTime(), found.last_failure_at?.getTime() ?? 0);
  return Math.ceil((endMs - fromMs) / 1000);
}
