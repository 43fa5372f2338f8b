import type pg from "pg";
import { writeSearches } from "@/lib/calls/search/write-searches";
import { openKysely } from "@/lib/db/open-kysely";
import { insertTranscripts } from "./transcripts";

const dayMs = 86_400_000;
const daysPerStatement = 122;
const daysOfHistory = 732;
const callsPerStatement = 1_000;

type Options = { hasTranscripts: boolean; log: (sentence: string) => void };

/** Writes what was said in the calls of these tenants, if wanted, and the words by which they are found; the index of words is made last. */
export async function fillSearches(
  owner: pg.Client,
  tenants: readonly { id: string }[],
  options: Options,
): Promise<void> {
  options.log("Indexing the calls for search…");
  const { rows } = await owner.query<{ made: string }>(
    "SELECT pg_get_indexdef('call_searches_words_idx'::regclass) AS made",
  );
  await owner.query("DROP INDEX call_searches_words_idx");
  // Just written, calls have no statistics: the planner would expect one, and compare each with each.
  await owner.query("ANALYZE calls");
  for (const { id } of tenants) {
    const end = Date.now() + dayMs;
    for (let days = daysOfHistory; days > 0; days -= daysPerStatement) {
      const params = [id, new Date(end - days * dayMs), new Date(end - (days - daysPerStatement) * dayMs)];
      if (options.hasTranscripts) await owner.query(insertTranscripts, params);
      await insertSearches(owner, params);
    }
  }
  await owner.query(rows[0]?.made ?? "");
}

/** The words by which the calls of a tenant that began from one moment to before another are found. */
async function insertSearches(owner: pg.Client, params: unknown[]): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM calls WHERE user_id = $1::uuid AND started_at >= $2 AND started_at < $3 ORDER BY id",
    params,
  );
  const kysely = openKysely(owner);
  for (let from = 0; from < rows.length; from += callsPerStatement) {
    await writeSearches(
      kysely,
      rows.slice(from, from + callsPerStatement).map(({ id }) => id),
    );
  }
}
