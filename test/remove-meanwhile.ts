import pg from "pg";
import { expect, vi } from "vitest";
import type { IngestHarness } from "./ingest-harness";

/**
 * Removes a row while `work` runs: `work` still finds it, and waits for its removal as soon as another row is to refer to it.
 * @returns what happened to `work`.
 */
export async function removeMeanwhile<T>(
  { connectionString }: IngestHarness,
  removal: string,
  id: string,
  work: () => Promise<T>,
): Promise<PromiseSettledResult<T>> {
  const remover = new pg.Client({ connectionString });
  await remover.connect();
  try {
    await remover.query("BEGIN");
    await remover.query(removal, [id]);
    const settling = Promise.allSettled([work()]);
    await vi.waitFor(
      async () => {
        const { rowCount } = await remover.query(
          "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))",
        );
        expect(rowCount).toBeGreaterThan(0);
      },
      { timeout: 10_000 },
    );
    await remover.query("COMMIT");
    const [settled] = await settling;
    return settled;
  } finally {
    await remover.end();
  }
}
