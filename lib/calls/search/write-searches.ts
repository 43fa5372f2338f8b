import { setImmediate as nextTurn } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import { callFunction } from "@/lib/db/call-function";
import type { FunctionRow } from "@/lib/db/database-functions";
import { functionRows } from "@/lib/db/function-rows";
import type { DB } from "@/lib/db/generated-tables/tables";
import { settleAll } from "@/lib/platform/settle-all";
import { searchVector } from "./search-vector";

const callsPerPart = 20;
const charactersPerTurn = 25_000;
const turnSeparator = "\x1e";

/** What is kept of a call; what was said turn by turn, with the sign that separates records between them. */
type Source = FunctionRow<"call_search_sources">;
type Made = { sources: readonly Source[]; vectors: readonly string[] };

/** Indexes these calls for search from their stored data. @returns how many index entries changed. */
export async function writeSearches(kysely: Kysely<DB>, callIds: readonly string[]): Promise<number> {
  let changed = 0;
  let made: Made = { sources: [], vectors: [] };
  let sources = await read(kysely, callIds.slice(0, callsPerPart));
  for (let end = callsPerPart; end < callIds.length + callsPerPart; end += callsPerPart) {
    // While the database reads the next calls and writes the previous ones, this process derives the words of a few.
    const [vectors, [next, written]] = await settleAll([
      vectorsOf(sources),
      readAndWrite(kysely, callIds.slice(end, end + callsPerPart), made),
    ]);
    changed += written;
    made = { sources, vectors };
    sources = next;
  }
  return changed + (await write(kysely, made));
}

async function readAndWrite(kysely: Kysely<DB>, callIds: readonly string[], made: Made): Promise<[Source[], number]> {
  const sources = await read(kysely, callIds);
  return [sources, await write(kysely, made)];
}

async function read(kysely: Kysely<DB>, callIds: readonly string[]): Promise<Source[]> {
  if (callIds.length === 0) return [];
  return kysely
    .selectFrom(functionRows("call_search_sources", { of_calls: [...callIds] }))
    .selectAll()
    .execute();
}

/** Yields to the process's other work between a few calls. */
async function vectorsOf(sources: readonly Source[]): Promise<string[]> {
  const vectors: string[] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const source of sources) {
    if (characters > charactersPerTurn) {
      await nextTurn();
      characters = 0;
    }
    vectors.push(vectorOf(source));
    characters += source.said?.length ?? 0;
  }
  return vectors;
}

function vectorOf({ user_id: userId, who, phone_number: phoneNumber, said }: Source): string {
  return searchVector({ userId, who, phoneNumber, said: said?.split(turnSeparator) ?? [] });
}

async function write(kysely: Kysely<DB>, { sources, vectors }: Made): Promise<number> {
  if (sources.length === 0) return 0;
  return callFunction({ kysely }, "write_call_searches", {
    of_calls: sources.map(({ call_id }) => call_id),
    // Each vector is a separate parameter, because in an array it would have to be escaped and unescaped.
    vectors: sql<string[]>`ARRAY[${sql.join(vectors)}]::text[]`,
    sources: sources.map(({ source }) => source),
  });
}
