import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { readSettings } from "@/lib/settings/read-settings";
import { guesses } from "./attempt-reason";
import { lockoutEnd } from "./lockout-end";

const dayMs = 24 * 3_600_000;

/**
 * Until when an address has to wait at the place where it has to wait longest, because of failed sign-ins there; null when it waits nowhere.
 * What failed elsewhere, and what a place tried with other addresses, makes it wait for an hour at most and is not counted here.
 */
export async function findLockoutEnd(
  tx: Pick<Transaction, "kysely">,
  { email, now }: { email: string; now: Date },
): Promise<Date | null> {
  const { max_login_attempts: failuresMax, lockout_duration_minutes: lockoutMinutes } = await readSettings(tx, [
    "max_login_attempts",
    "lockout_duration_minutes",
  ]);
  const places = await tx.kysely
    .selectFrom("login_attempts as a")
    .select(({ fn }) => [fn.countAll<number>().as("failures"), fn.max("a.attempted_at").as("lastFailureAt")])
    .where("a.email", "=", email)
    .where("a.attempted_at", ">", new Date(now.getTime() - dayMs))
    .where("a.failure_reason", "in", guesses)
    .where("a.forgiven_at", "is", null)
    .where(
      sql<boolean>`NOT EXISTS (
        SELECT FROM login_attempts s
        WHERE s.email = a.email AND s.network IS NOT DISTINCT FROM a.network AND s.success AND s.attempted_at >= a.attempted_at)`,
    )
    .groupBy("a.network")
    .execute();
  const ends = places.flatMap(({ failures, lastFailureAt }) => {
    const end = lockoutEnd({ failures: Number(failures), lastFailureAt, failuresMax, lockoutMinutes });
    return end && end > now ? [end] : [];
  });
  return ends.length === 0 ? null : new Date(Math.max(...ends.map((end) => end.getTime())));
}
