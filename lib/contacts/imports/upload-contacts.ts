import { rateOf } from "@/lib/auth/rates";
import type { Context } from "@/lib/db/context";
import { limitRate } from "@/lib/db/rate-limit";
import { readDefaultCountry } from "@/lib/db/read-default-country";
import { readSettings } from "@/lib/db/read-settings";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { newId, randomId } from "@/lib/platform/ids";
import type { Storage } from "@/lib/storage/storage";
import { createEncodingDetector } from "./detect-encoding";
import { fileBytesMax } from "./import-limits";
import { inspectFile } from "./inspect-file";

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
  const storageKey = `imports/${userId}/${id}-${randomId()}.csv`;
  const detector = createEncodingDetector();
  try {
    const fileBytes = await storage.writeStream(storageKey, watched(upload.body, detector.look));
    const encoding = detector.encoding();
    const country = await ctx.db.tenant(userId, (tx) => readDefaultCountry(tx, userId));
    const facts = await inspectFile(storage, { storageKey, encoding, country, rowsMax });
    await ctx.db.tenant(userId, async (tx) => {
      await tx.query(
        `INSERT INTO contact_imports (id, user_id, file_name, file_bytes, storage_key, encoding, separator, has_header, columns,
           header_digest, row_count, country)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          id,
          userId,
          plainName(upload.fileName),
          fileBytes,
          storageKey,
          encoding,
          facts.separator,
          facts.hasHeader,
          JSON.stringify(facts.columns),
          facts.headerDigest,
          facts.rowCount,
          country,
        ],
      );
    });
    return { id };
  } catch (error) {
    await storage.remove(storageKey);
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
    if (sizeBytes > fileBytesMax) throw new AppError("TOO_LARGE", "A file of contacts has at most 64 MB.");
    look(piece);
    yield piece;
  }
  if (sizeBytes === 0) throw new AppError("BAD_REQUEST", "There is nothing in this file.");
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
