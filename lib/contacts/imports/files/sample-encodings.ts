import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Objects, Storage } from "@/lib/storage/storage";
import { ImportId, importNotFound } from "../_scope";
import { type FileEncoding, guessedEncodings } from "./file-encoding";
import { createFileDecoder } from "./text-decoder";

/** What words of the file read like in an encoding. */
export type EncodingSample = { encoding: FileEncoding; text: string };

const wordsMax = 8;
const wordBytesMax = 60;
const bytesLookedAtMax = 8 * 1024 * 1024;
const [lf, cr] = [10, 13];
const ends = new Set([lf, cr, ...Buffer.from(',;|\t"')]);

/**
 * Cells of the file whose letters are not plain ASCII, as they read in each encoding that was or might have been guessed; empty where the
 * bytes themselves prove the encoding.
 * @throws AppError NOT_FOUND for an import that is not the tenant's.
 */
export async function sampleEncodings(ctx: Context, input: unknown, storage: Storage): Promise<EncodingSample[]> {
  const { userId } = requirePermission(ctx, "contact.read");
  const identified = ImportId.safeParse(input);
  if (!identified.success) throw importNotFound();
  const found = await ctx.db.tenant(userId, ({ prisma }) =>
    prisma.contactImport.findFirst({
      where: { userId, id: identified.data.id },
      select: { storageKey: true, encoding: true },
    }),
  );
  if (!found) throw importNotFound();
  const { storageKey, encoding } = found;
  if (storageKey === null || !guessedEncodings.some((each) => each === encoding)) return [];
  const cells = await cellsBeyondAscii(storage.of(userId), storageKey);
  if (cells.length === 0) return [];
  return guessedEncodings.map((each) => ({
    encoding: each,
    text: cells.map((cell) => decoded(cell, each)).join(" · "),
  }));
}

function decoded(cell: Buffer, encoding: FileEncoding): string {
  const decoder = createFileDecoder(encoding);
  return `${decoder.write(cell)}${decoder.end()}`.replaceAll(/\p{Cc}/gu, "\ufffd").trim();
}

async function cellsBeyondAscii(storage: Objects, storageKey: string): Promise<Buffer[]> {
  const found = await storage.read(storageKey, { start: 0, end: bytesLookedAtMax - 1 });
  if (!found) return [];
  const cells = new Map<string, Buffer>();
  let cell: number[] = [];
  let isBeyondAscii = false;
  const endCell = () => {
    const bytes = Buffer.from(cell);
    if (isBeyondAscii) cells.set(bytes.toString("latin1"), bytes);
    cell = [];
    isBeyondAscii = false;
  };
  for await (const piece of found.stream) {
    for (const byte of piece) {
      // A second byte of Shift-JIS may be a bar; a sample may end there.
      if (ends.has(byte)) endCell();
      else {
        isBeyondAscii ||= byte >= 0x80;
        if (cell.length < wordBytesMax) cell.push(byte);
      }
      if (cells.size >= wordsMax) return [...cells.values()];
    }
  }
  endCell();
  return [...cells.values()];
}
