import { createHash } from "node:crypto";

/** Named by conversation and content: the same recording is one object, a different one never replaces it. */
export function recordingKey(conversationId: string, bytes: Buffer): string {
  const conversation = createHash("sha256").update(conversationId).digest("hex").slice(0, 32);
  const content = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  return `recordings/${conversation.slice(0, 2)}/${conversation}-${content}.mp3`;
}
