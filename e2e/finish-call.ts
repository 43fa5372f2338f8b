import { tmpdir } from "node:os";
import path from "node:path";
import { type APIRequestContext, expect } from "@playwright/test";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import { localSecrets } from "@/lib/platform/local-secrets";
import { DEMO_AGENTS } from "@/simulators/elevenlabs/demo-agents";
import { pythonJson } from "@/simulators/elevenlabs/python-json";
import { conversationEvent } from "@/test/conversation";

const dataDir = process.env.E2E_DATA_DIR ?? path.join(tmpdir(), "callwright-e2e-kept");

/** Sends a call of the demo tenant that has just ended, with a hot lead of this name. */
export async function finishCall(request: APIRequestContext, name: string): Promise<void> {
  const event = conversationEvent({
    agentId: DEMO_AGENTS[0]?.agentId ?? "",
    startedAt: new Date(Date.now() - 70_000),
    collected: { lead_name: name, total_score: 91, intent_score: 95 },
  });
  await sendEvent(request, event);
}

/** Sends an event as the provider does, signed. */
export async function sendEvent(request: APIRequestContext, event: object): Promise<void> {
  const { elevenlabsWebhookSecret: secret } = await localSecrets(dataDir);
  const rawBody = Buffer.from(pythonJson(event));
  const signature = signWebhook({ secret, timestampSeconds: Math.floor(Date.now() / 1000), rawBody });
  const answer = await request.post("/api/webhooks/elevenlabs", {
    data: rawBody,
    headers: { "content-type": "application/json", "elevenlabs-signature": signature },
  });
  expect(answer.status()).toBe(200);
}
