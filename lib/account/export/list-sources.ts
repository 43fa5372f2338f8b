import { type Expression, sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { loadEnv } from "@/lib/platform/env";
import { exportedFiles } from "./exported-files";
import { type ExportedColumn, readableColumns } from "./read-rows";

/** A query whose rows become a pair of files. */
export type Source = { name: string; about: string; columns: ExportedColumn[]; query: Expression<unknown> };

/** Everything that an export of this tenant holds, in its order. */
export async function listSources(tx: Transaction, userId: string): Promise<Source[]> {
  const sources: Source[] = [];
  for (const { name, about, table, from, tenant, orderBy } of exportedFiles) {
    const columns = await readableColumns(tx, table);
    const list = sql.join(columns.map((column) => sql.id("t", column.name)));
    const query = sql`SELECT ${list} FROM ${sql.raw(from)} WHERE ${sql.ref(tenant)} = ${userId} ORDER BY ${sql.raw(orderBy)}`;
    sources.push({ name, about, columns, query });
  }
  return [...sources, recordings(userId)];
}

/** Recordings would make most archives too large: they are listed with their links. */
function recordings(userId: string): Source {
  const column = (name: string, about: string) => ({ name, about, isNumeric: false });
  return {
    name: "recordings",
    about: "The recordings of your calls; each is fetched by its link while you are signed in.",
    columns: [
      column("file_name", "A name for the recording"),
      column("call_id", "The call, as in calls"),
      column("started_at", "When the call began"),
      column("link", "Where the recording is"),
    ],
    query: sql`
      SELECT 'call-' || t.id || '.mp3' AS file_name, t.id AS call_id, t.started_at,
        ${new URL(loadEnv().nextAuthUrl).origin} || '/api/calls/' || t.id || '/recording' AS link
      FROM calls t WHERE t.user_id = ${userId} AND (t.has_audio OR t.recording_storage_key IS NOT NULL)
      ORDER BY t.started_at DESC, t.id DESC`,
  };
}
