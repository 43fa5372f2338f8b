import type { Context } from "@/lib/access/context";
import { limitRate } from "@/lib/access/rate-limit";
import { requirePermission } from "@/lib/access/require-permission";
import { rateOf } from "@/lib/auth/sign-in/rates";
import { AppError } from "@/lib/platform/errors";
import { newId, randomId } from "@/lib/platform/ids";
import { readDefaultCountry } from "@/lib/settings/read-default-country";
import { readSettings } from "@/lib/settings/read-settings";
import type { Storage } from "@/lib/storage/storage";
import { tenantFolder } from "@/lib/storage/tenant-key";
import { createEncodingDetector } from "./files/detect-encoding";
import { inspectFile } from "./files/inspect-file";
import { fileBytesMax } from "./import-limits";

export type Upload = { fileName: string; body: AsyncIterable<Uint8Array> };

/**
 * Takes a file of contacts, of at most 64 MiB, and keeps it as an import that waits for its columns to be mapped.
 * @returns the import's id.
 * @throws AppError TOO_LARGE beyond the bytes or rows that one upload may have; BAD_REQUEST with the line for what cannot be read;
 * RATE_LIMITED for too many uploads.
 */
export async function uploadContacts(ctx: Context, upload: Upload, storage: Storage): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.import");
  await limitRate(ctx.db, rateOf("upload by account", userId));
  const { max_contacts_per_upload: rowsMax } = await ctx.db.auth((tx) => readSettings(tx, ["max_contacts_per_upload"]));
  const id = newId();
  const storageKey = `${tenantFolder("imports", userId)}${id}-${randomId()}.csv`;
  const objects = storage.of(userId);
  const detector = createEncodingDetector();
  try {
    const fileBytes = await objects.writeStream(storageKey, watched(upload.body, detector.look));
    const encoding = detector.encoding();
    const country = await ctx.db.tenant(userId, (tx) => readDefaultCountry(tx, userId));
    const facts = await inspectFile(objects, { storageKey, encoding, country, rowsMax });
    await ctx.db.tenant(userId, async (tx) => {
      await tx.kysely
        .insertInto("contact_imports")
        .values({
          id,
          user_id: userId,
          file_name: plainName(upload.fileName),
          file_bytes: fileBytes,
          storage_key: storageKey,
          encoding,
          separator: facts.separator,
          has_header: facts.hasHeader,
          columns: JSON.stringify(facts.columns),
          header_digest: facts.headerDigest,
          row_count: facts.rowCount,
          country,
        })
        .execute();
    });
    return { id };
  } catch (error) {
    await objects.remove(storageKey);
    throw error;
  }
}

async function* watched(
  body: AsyncIterable<Uint8Array>,
  look: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  for await (const piece of body) {
    sizeBytes += piece.byteLength;
    if (sizeBytes > fileBytesMax) throw new AppError("TOO_LARGE", "A contact file can have at most 64 MB.");
    look(piece);
    yield piece;
  }
  if (sizeBytes === 0) throw new AppError("BAD_REQUEST", "This file contains no data.");
}

/** What a file is called, without the folders that some browsers name and without what cannot be shown. */
function plainName(given: string): string {
  const name = given
    .replaceAll(/\p{Cc}/gu, "")
    .toWellFormed()
    .split(/[\\/]/)
    .at(-1)
    ?.trim();
  return (name || "contacts.csv").slice(0, 255).toWellFormed();
}
