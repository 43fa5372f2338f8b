import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { readSettings } from "@/lib/settings/read-settings";
import type { Storage } from "@/lib/storage/storage";
import { hasNotBegun, ImportId, importHasBegun, importNotFound, uncounted, updateImport } from "./_scope";
import { fileEncodings } from "./files/file-encoding";
import { inspectFile } from "./files/inspect-file";
import { statusesBeforeBeginning } from "./import-status";

const Input = z.object({ encoding: z.enum(fileEncodings, { error: "Choose one from the list." }) });

/**
 * Reads the file of an import again, with its letters in another encoding; the columns are mapped again after that.
 * @throws AppError NOT_FOUND for an import that is not the tenant's; CONFLICT once it has begun; BAD_REQUEST for what cannot be read.
 */
export async function rereadImport(ctx: Context, input: unknown, storage: Storage): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.import");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const { id } = identified.data;
  const { encoding } = parseInput(Input, input);
  const { max_contacts_per_upload: rowsMax } = await ctx.db.auth((tx) => readSettings(tx, ["max_contacts_per_upload"]));
  const file = await ctx.db.tenant(userId, ({ prisma }) =>
    prisma.contactImport.findFirst({
      where: { userId, id },
      select: { storageKey: true, country: true, status: true },
    }),
  );
  if (!file) throw importNotFound();
  if (!hasNotBegun(file.status) || file.storageKey === null) throw importHasBegun();
  const facts = await inspectFile(storage.of(userId), {
    storageKey: file.storageKey,
    encoding,
    country: file.country,
    rowsMax,
  });
  await ctx.db.tenant(userId, async (tx) => {
    // A check that is under way reads the file as it was: without its id it stops.
    const { numUpdatedRows } = await updateImport(tx, userId, id)
      .where("status", "in", statusesBeforeBeginning)
      .set({
        status: "mapping",
        encoding,
        separator: facts.separator,
        has_header: facts.hasHeader,
        columns: JSON.stringify(facts.columns),
        header_digest: facts.headerDigest,
        row_count: facts.rowCount,
        mapping: "{}",
        ...uncounted,
        failure: null,
        work_id: null,
      })
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw importHasBegun();
  });
  return { id };
}
