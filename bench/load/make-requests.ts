import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import { conversationBodies } from "../tenants";
import type { LoadRequest } from "./messages";

const distinctConversationsMax = 400;

export type ReadyRequests = { requests: Buffer[]; bytesPerBody: number };

/** Signed requests in full, headers and body, each with a body that no other has. */
export function makeRequests(asked: Extract<LoadRequest, { kind: "prepare" }>): ReadyRequests {
  const { port, secret, seed, count, agentIds, talk } = asked;
  const isShared = agentIds.length === 1 && count > distinctConversationsMax;
  const conversations = conversationBodies(isShared ? distinctConversationsMax : count, agentIds, seed, talk);
  let bytes = 0;
  const requests = Array.from({ length: count }, (_, index) => {
    const conversation = conversations[index % conversations.length] ?? Buffer.from("{}");
    const rawBody = Buffer.concat([conversation.subarray(0, -1), Buffer.from(`, "bench": ${seed + index}}`)]);
    bytes += rawBody.byteLength;
    const signature = signWebhook({ secret, timestampSeconds: Math.floor(Date.now() / 1000), rawBody });
    const head = [
      "POST /api/webhooks/elevenlabs HTTP/1.1",
      `Host: 127.0.0.1:${port}`,
      "Content-Type: application/json",
      `ElevenLabs-Signature: ${signature}`,
      `Content-Length: ${rawBody.byteLength}`,
    ];
    return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), rawBody]);
  });
  return { requests, bytesPerBody: Math.round(bytes / count) };
}
