import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { type ElevenLabs, elevenLabs } from "@/lib/elevenlabs/client";
import { AppError } from "@/lib/platform/errors";
import { getStorage } from "@/lib/storage/get-storage";
import type { Objects, Storage } from "@/lib/storage/storage";
import { callNotFound } from "../get-call";
import { recordingKey } from "./recording-key";

export type Recording = { key: string; sizeBytes: number; storage: Objects };

type Sources = { storage: Storage; provider(): Pick<ElevenLabs, "fetchConversationAudio"> };

const defaultSources = (): Sources => ({ storage: getStorage(), provider: elevenLabs });

const bytesMax = 256 * 1024 * 1024;

/**
 * Where a call's recording (MP3) is stored. One that only the provider has is fetched and stored at its first use.
 * @throws AppError NOT_FOUND for a call that is not the tenant's or has no recording; UPSTREAM_UNAVAILABLE when the provider does not give
 * it.
 */
export async function getRecording(
  ctx: Context,
  input: { id: string },
  sources: Sources = defaultSources(),
): Promise<Recording> {
  const { userId } = requirePermission(ctx, "call.read");
  const call = await findCall(ctx, userId, input.id);
  const storage = sources.storage.of(userId);
  if (call.recordingStorageKey) {
    const sizeBytes = await storage.sizeOf(call.recordingStorageKey);
    if (sizeBytes !== null) return { key: call.recordingStorageKey, sizeBytes, storage };
  }
  if (!call.hasAudio) throw new AppError("NOT_FOUND", "This call has no recording.");
  return fetchOnce(call.id, () => fetchAndKeep(ctx, userId, call, { storage, provider: sources.provider }));
}

const columns = { id: true, elevenlabsConversationId: true, hasAudio: true, recordingStorageKey: true } as const;

type RecordedCall = Awaited<ReturnType<typeof findCall>>;

async function findCall(ctx: Context, userId: string, id: string) {
  if (!z.uuid().safeParse(id).success) throw callNotFound();
  const call = await ctx.db.tenant(userId, (tx) =>
    tx.prisma.call.findUnique({ where: { id, userId }, select: columns }),
  );
  if (!call) throw callNotFound();
  return call;
}

const underWay = new Map<string, Promise<Recording>>();

/** A player asks for several pieces at once: all of them wait for the same fetch. */
async function fetchOnce(callId: string, fetchIt: () => Promise<Recording>): Promise<Recording> {
  const known = underWay.get(callId);
  if (known) return known;
  const fetching = fetchIt().finally(() => underWay.delete(callId));
  underWay.set(callId, fetching);
  return fetching;
}

async function fetchAndKeep(
  ctx: Context,
  userId: string,
  call: RecordedCall,
  { storage, provider }: { storage: Objects; provider: Sources["provider"] },
): Promise<Recording> {
  const audio = await provider().fetchConversationAudio(call.elevenlabsConversationId);
  if (!audio) throw new AppError("NOT_FOUND", "ElevenLabs no longer has this recording.");
  const bytes = await readAll(audio.stream);
  const key = recordingKey(userId, call.elevenlabsConversationId, bytes);
  await storage.write(key, bytes);
  await ctx.db.tenant(userId, (tx) =>
    tx.prisma.call.updateMany({
      where: { id: call.id, userId },
      data: { recordingStorageKey: key, recordingUrl: `/api/calls/${call.id}/recording` },
    }),
  );
  return { key, sizeBytes: bytes.byteLength, storage };
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > bytesMax) throw new AppError("UPSTREAM_UNAVAILABLE", "The recording is too long to be kept here.");
    chunks.push(chunk);
  }
  if (sizeBytes === 0) throw new AppError("NOT_FOUND", "ElevenLabs has no audio for this call.");
  return Buffer.concat(chunks);
}
