import { runMigrations } from "graphile-worker";
import type { Client } from "@/lib/access/context";
import { requestPasswordReset } from "@/lib/auth/passwords/request-password-reset";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in-with-password";
import { signUp } from "@/lib/auth/sign-up/sign-up";
import { createDatabase } from "@/lib/db/database";
import { systemClock } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { median, milliseconds, type Result, secondsOf } from "./measure";
import { withOwner } from "./tenants";

/** Whether the time of an answer tells an address that has an account from one that has none: medians of as many tries each, in turns. */
export async function benchEnumeration(serverUrl: string, template: string, isQuick: boolean): Promise<Result[]> {
  const tries = isQuick ? 20 : 200;
  const database = await createScratchDatabase(serverUrl, template);
  const db = createDatabase({ connectionString: database.connectionString });
  try {
    await runMigrations({ connectionString: database.connectionString });
    await withOwner(database.connectionString, async (owner) => {
      await owner.query(
        `INSERT INTO users (email, name, password_hash, email_verified)
         SELECT 'known' || number || '@bench.example', 'Known', $2, true FROM generate_series(0, $1) AS number`,
        [tries, "$2b$12$ImuOH0ovv5lZ4jjTHPQQK.V/MHNVNKDo/Lr5wjJ6GeJ9DE9vRxFgO"],
      );
    });
    const results: Result[] = [];
    for (const [what, attempt] of Object.entries(attempts)) {
      const seconds: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
      for (let index = 0; index <= tries; index += 1) {
        for (const kind of ["known", "unknown"] as const) {
          const client = {
            ipAddress: `10.${index % 250}.${kind === "known" ? 1 : 2}.${what.length}`,
            userAgent: "bench",
          };
          const ctx = { db, clock: systemClock, client };
          const taken = await secondsOf(() => attempt(ctx, `${kind}${index}@bench.example`).catch(unlessRefused));
          // The first of each loads what the others find in memory.
          if (index > 0) seconds[kind].push(taken);
        }
      }
      const [known, unknown] = [median(seconds.known), median(seconds.unknown)];
      results.push({
        part: "k",
        what: `${what}: address with an account / without, medians of ${tries}, the slower by the quicker`,
        ours: milliseconds(known * 1000),
        against: milliseconds(unknown * 1000),
        ratio: Math.max(known, unknown) / Math.min(known, unknown),
        bound: { max: 1.1 },
      });
    }
    return results;
  } finally {
    await db.close();
    await database.drop();
  }
}

type Asking = Pick<Parameters<typeof signUp>[0], "db" | "clock"> & { client: Client };

const attempts: Readonly<Record<string, (ctx: Asking, email: string) => Promise<unknown>>> = {
  "wrong sign-in": (ctx, email) => signInWithPassword(ctx, { email, password: "Not the right one" }, ctx.client),
  "asking for a new password": (ctx, email) => requestPasswordReset(ctx, { email }),
  "signing up": (ctx, email) =>
    signUp(ctx, { name: "Somebody", email, password: "correct horse battery staple 7", timezone: "UTC" }),
};

/** A wrong sign-in is refused; anything else would be measured in place of what is asked for. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof AppError && error.code === "UNAUTHENTICATED")) throw error;
}
