import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { getStorage } from "@/lib/storage/get-storage";
import type { Storage } from "@/lib/storage/storage";
import { callNotFound } from "../get-call";
import { mp3Loudness } from "./mp3-loudness";

export const waveformParts = 160;
const bytesMax = 64 * 1024 * 1024;

/** Cached by the recording's key, which identifies its content, so that a computed waveform never expires. */
const known = new LRUCache<string, { loudness: number[] | null }>({ max: 500 });

/**
 * How loud a call's stored recording is, in parts from 0 to 100; null for a call without one here, and for one that is no MP3 or very long.
 * @throws AppError NOT_FOUND for a call that is not the tenant's.
 */
export async function getWaveform(
  ctx: Context,
  input: { id: string },
  storage: Storage = getStorage(),
): Promise<{ loudness: number[] | null }> {
  const { userId } = requirePermission(ctx, "call.read");
  const id = z.uuid().safeParse(input.id);
  if (!id.success) throw callNotFound();
  const call = await ctx.db.tenant(userId, (tx) =>
    tx.prisma.call.findUnique({ where: { id: id.data, userId }, select: { recordingStorageKey: true } }),
  );
  if (!call) throw callNotFound();
  const key = call.recordingStorageKey;
  if (key === null) return { loudness: null };
  const found = known.get(key);
  if (found) return found;
  const objects = storage.of(userId);
  const sizeBytes = await objects.sizeOf(key);
  const bytes = sizeBytes !== null && sizeBytes <= bytesMax ? await objects.readAll(key) : null;
  const waveform = { loudness: bytes && mp3Loudness(bytes, waveformParts) };
  if (bytes) known.set(key, waveform);
  return waveform;
}
