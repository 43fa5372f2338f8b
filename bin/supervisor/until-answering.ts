import { setTimeout as sleep } from "node:timers/promises";
import { type Addresses, requireDirectAddress } from "@/lib/db/require-direct-address";
import type { Env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";

const waitMsMax = 120_000;
const pauseMs = 1_000;

/**
 * The address that leads to the database server itself, as soon as it answers: one that restarts together with this process, or is
 * started after it, is waited for.
 * @throws AppError BAD_REQUEST without an address, or as `requireDirectAddress` does.
 */
export async function untilAnswering(env: Env, what: string, say: (sentence: string) => void): Promise<string> {
  const { databaseUrl, databaseDirectUrl } = env;
  if (!databaseUrl) {
    throw new AppError(
      "BAD_REQUEST",
      `The environment variable DATABASE_URL must name the database that this ${what} serves.`,
    );
  }
  const addresses: Addresses = { databaseUrl, databaseDirectUrl };
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    try {
      return await requireDirectAddress(addresses);
    } catch (error) {
      const isAway = error instanceof AppError && error.code === "UNAVAILABLE";
      if (!isAway || waitedMs >= waitMsMax) throw error;
      if (waitedMs === 0) say(`${error.message} Waiting for it.`);
      await sleep(pauseMs);
    }
  }
}
