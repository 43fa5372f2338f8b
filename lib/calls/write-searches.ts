import { setImmediate as nextTurn } from "node:timers/promises";
import { type InferResult, type Kysely, sql } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import { settleAll } from "@/lib/platform/settle-all";
import { searchVector } from "./search-vector";

const charactersPerPart = 25_000;
const turnSeparator = "\x1e";

/** Makes the words by which these calls are found, from what is kept of them. @returns of how many that changed them. */
export async function writeSearches(kysely: Kysely<DB>, callIds: readonly string[]): Promise<number> {
  const rows = await selectSources(kysely, callIds).execute();
  let changed = 0;
  let writing: Promise<number> = Promise.resolve(0);
  for (const part of partsOf(rows)) {
    // While the database writes a few calls, this process makes the words of the next ones.
    const [before, vectors] = await settleAll([writing, nextTurn().then(() => part.map(vectorOf))]);
    changed += before;
    writing = write(kysely, part, vectors);
  }
  return changed + (await writing);
}

/** What is kept of these calls; what was said turn by turn, with the sign that separates records between them. */
const selectSources = (kysely: Kysely<DB>, callIds: readonly string[]) =>
  kysely
    .selectFrom(sql`call_search_sources(${callIds})`.as("s"))
    .select([
      sql<string>`call_id`.as("call_id"),
      sql<string>`user_id`.as("user_id"),
      sql<string[]>`who`.as("who"),
      sql<string | null>`phone_number`.as("phone_number"),
      sql<string | null>`said`.as("said"),
      sql<string>`source`.as("source"),
    ]);

type Source = InferResult<ReturnType<typeof selectSources>>[number];

/** A few calls each: between them, what else this process does has its turn. */
function partsOf(rows: readonly Source[]): Source[][] {
  const parts: Source[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (characters > charactersPerPart) {
      parts.push([]);
      characters = 0;
    }
    parts.at(-1)?.push(row);
    characters += row.said?.length ?? 0;
  }
  return parts;
}

function vectorOf({ user_id: userId, who, phone_number: phoneNumber, said }: Source): string {
  return searchVector({ userId, who, phoneNumber, said: said?.split(turnSeparator) ?? [] });
}

async function write(kysely: Kysely<DB>, sources: readonly Source[], vectors: readonly string[]): Promise<number> {
  const ids = sources.map(({ call_id }) => call_id);
  const texts = sources.map(({ source }) => source);
  // Each vector is a parameter of its own: within an array it would be quoted here and read out of its quotes there.
  const { changed } = await kysely
    .selectNoFrom(sql<number>`write_call_searches(${ids}, ARRAY[${sql.join(vectors)}]::text[], ${texts})`.as("changed"))
    .executeTakeFirstOrThrow();
  return changed;
}
