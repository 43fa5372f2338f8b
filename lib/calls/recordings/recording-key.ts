import { createHash } from "node:crypto";
import { tenantFolder } from "@/lib/storage/tenant-key";

/** Where a tenant's recording lies, named by conversation and content: the same one is one object, a different one never replaces it. */
export function recordingKey(userId: string, conversationId: string, bytes: Buffer): string {
  return tenantFolder("recordings", userId) + recordingName(conversationId, bytes);
}

/** Where a recording waits that came with an event, before it is known whose it is. */
export function receivedRecordingKey(conversationId: string, bytes: Buffer): string {
  return receivedFolder + recordingName(conversationId, bytes);
}

/** Where a recording that came with an event lies once it is a tenant's. */
export function keptRecordingKey(userId: string, receivedKey: string): string {
  return tenantFolder("recordings", userId) + receivedKey.slice(receivedFolder.length);
}

const receivedFolder = "inbox/";

function recordingName(conversationId: string, bytes: Buffer): string {
  const conversation = createHash("sha256").update(conversationId).digest("hex").slice(0, 32);
  const content = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  return `${conversation.slice(0, 2)}/${conversation}-${content}.mp3`;
}
