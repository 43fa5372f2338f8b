import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { readSettings } from "@/lib/db/read-settings";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import type { Storage } from "@/lib/storage/storage";
import { hasNotBegun, ImportId, importHasBegun, importNotFound, uncounted } from "./_scope";
import { fileEncodings } from "./file-encoding";
import { inspectFile } from "./inspect-file";

const Input = z.object({ encoding: z.enum(fileEncodings, { error: "Choose one of the list." }) });

/**
 * Reads the file of an import anew, with its letters in another encoding; the columns are mapped again after that.
 * @throws AppError NOT_FOUND for an import that is not the tenant's; CONFLICT once it has begun; BAD_REQUEST for what cannot be read.
 */
export async function rereadImport(ctx: Context, input: unknown, storage: Storage): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.import");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const { id } = identified.data;
  const { encoding } = parseInput(Input, input);
  const { max_contacts_per_upload: rowsMax } = await ctx.db.auth((tx) => readSettings(tx, ["max_contacts_per_upload"]));
  const file = await ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<{ storageKey: string | null; country: string | null; isOpen: boolean }>(
      `SELECT storage_key AS "storageKey", country, ${hasNotBegun} AS "isOpen" FROM contact_imports WHERE user_id = $1 AND id = $2`,
      [userId, id],
    );
    if (!rows[0]) throw importNotFound();
    return rows[0];
  });
  if (!file.isOpen || file.storageKey === null) throw importHasBegun();
  const facts = await inspectFile(storage.of(userId), {
    storageKey: file.storageKey,
    encoding,
    country: file.country,
    rowsMax,
  });
  await ctx.db.tenant(userId, async (tx) => {
    // A check that is under way reads the file as it was: without its id it stops.
    const { rowCount } = await tx.query(
      `UPDATE contact_imports SET status = 'mapping', encoding = $3, separator = $4, has_header = $5, columns = $6, header_digest = $7,
         row_count = $8, mapping = '{}', ${uncounted}, failure = NULL, work_id = NULL
       WHERE user_id = $1 AND id = $2 AND ${hasNotBegun}`,
      [
        userId,
        id,
        encoding,
        facts.separator,
        facts.hasHeader,
        JSON.stringify(facts.columns),
        facts.headerDigest,
        facts.rowCount,
      ],
    );
    if (!rowCount) throw importHasBegun();
  });
  return { id };
}
