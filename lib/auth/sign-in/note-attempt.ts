import { type Expression, type SqlBool, sql } from "kysely";
import type { Client } from "@/lib/access/context";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { readSettings } from "@/lib/settings/read-settings";
import { type AttemptReason, type Guess, guesses } from "./attempt-reason";
import { lockoutEnd } from "./lockout-end";
import { lockoutSentence } from "./lockout-sentence";
import { networkOf, plainAddress } from "./network-of";

/** How many times `max_login_attempts` an hour may fail at one address from anywhere, and from one place at any address. */
const addressFactor = 10;
const placeFactor = 20;
const hourMs = 3_600_000;

export type Attempt = { email: string; client: Client; now: Date; reason: Guess };
export type NotedAttempt = { attemptId: string; retryAfterSeconds: number | null };

/**
 * Records an attempt as failed before anything is checked, so that concurrent attempts all count, and returns how long it has to wait. An
 * attempt that has to wait does not count. Let the transaction commit before `refuseLocked`.
 */
export async function noteAttempt(tx: Transaction, attempt: Attempt): Promise<NotedAttempt> {
  const { email, now, reason } = attempt;
  const place = networkOfClient(attempt.client);
  // Always the address first, so that two locks cannot deadlock.
  for (const held of [`address ${email}`, `place ${place}`])
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`sign-in ${held}`]);
  const retryAfterSeconds = await findWaitSeconds(tx, attempt);
  const noted: AttemptReason = retryAfterSeconds === null ? reason : "locked";
  const { id } = await tx.prisma.loginAttempt.create({
    data: { email, ipAddress: addressOf(attempt.client), attemptedAt: now, success: false, failureReason: noted },
    select: { id: true },
  });
  return { attemptId: id, retryAfterSeconds };
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

/** Corrects the recorded result of an attempt; null for a success. */
export async function settleAttempt(tx: Transaction, attemptId: string, reason: AttemptReason | null): Promise<void> {
  await tx.prisma.loginAttempt.updateMany({
    where: { id: attemptId },
    data: { success: reason === null, failureReason: reason },
  });
}

async function findWaitSeconds(tx: Transaction, { email, client, now }: Attempt): Promise<number | null> {
  const { max_login_attempts: failuresMax, lockout_duration_minutes: lockoutMinutes } = await readSettings(tx, [
    "max_login_attempts",
    "lockout_duration_minutes",
  ]);
  const place = networkOfClient(client);
  const before = (hours: number) => new Date(now.getTime() - hours * hourMs);
  /** The time of the failure after which no further one is allowed for an hour; `lockedBy` defines whose failures are counted. */
  const lastAllowed = (lockedBy: Expression<SqlBool>, failuresAllowed: number) =>
    tx.kysely
      .selectFrom("login_attempts")
      .select("attempted_at")
      .where(lockedBy)
      .where("attempted_at", ">", before(1))
      .where("failure_reason", "in", guesses)
      .where("forgiven_at", "is", null)
      .orderBy("attempted_at", "desc")
      .offset(failuresAllowed - 1)
      .limit(1);
  const ofAddress = sql<boolean>`email = ${email}`;
  const ofPlace = sql<boolean>`network = ${place}::inet`;
  const found = await tx.kysely
    .with("own", (db) =>
      db
        .selectFrom("login_attempts")
        .select(["attempted_at", "success", "failure_reason"])
        .where(ofAddress)
        .where(sql<boolean>`network IS NOT DISTINCT FROM ${place}::inet`)
        .where("attempted_at", ">", before(24))
        .where("forgiven_at", "is", null),
    )
    .with("since", (db) =>
      db
        .selectFrom("own")
        .select((eb) => eb.fn.max("attempted_at").as("success_at"))
        .where("success", "=", true),
    )
    .selectFrom(["own", "since"])
    .select((eb) => [
      eb.fn.countAll<number>().as("failures"),
      eb.fn.max("own.attempted_at").as("last_failure_at"),
      // Other people's guesses never lock an account's owner out at a place where they signed in before.
      eb
        .exists(
          eb.selectFrom("login_attempts").select("id").where(ofAddress).where(ofPlace).where("success", "=", true),
        )
        .as("is_known_place"),
      lastAllowed(ofAddress, failuresMax * addressFactor).as("address_last_at"),
      lastAllowed(ofPlace, failuresMax * placeFactor).as("place_last_at"),
    ])
    .where("own.failure_reason", "in", guesses)
    .where((eb) => eb.or([eb("since.success_at", "is", null), eb("own.attempted_at", ">", eb.ref("since.success_at"))]))
    .executeTakeFirst();
  if (!found) return null;
  const pairEnd = lockoutEnd({
    failures: found.failures,
    lastFailureAt: found.last_failure_at,
    failuresMax,
    lockoutMinutes,
  });
  const endsMs = [
    pairEnd?.getTime(),
    hourAfter(found.place_last_at),
    found.is_known_place ? 0 : hourAfter(found.address_last_at),
  ];
  const endMs = Math.max(...endsMs.map((end) => end ?? 0));
  if (endMs <= now.getTime()) return null;
  // An attempt that arrived before the last failure but is handled after it waits no longer than that one.
  const fromMs = Math.max(now.getTime(), found.last_failure_at?.getTime() ?? 0);
  return Math.ceil((endMs - fromMs) / 1000);
}

const hourAfter = (moment: Date | null) => (moment ? moment.getTime() + hourMs : 0);
