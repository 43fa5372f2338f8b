import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createElevenLabs } from "@/lib/elevenlabs/client";
import { verifyWebhookSignature } from "@/lib/elevenlabs/verify-webhook-signature";
import type { CallRequest } from "../call-types";
import { DEMO_AGENTS } from "../demo-agents";
import { type ElevenLabsSimulator, startElevenLabsSimulator } from "./start-simulator";

interface Received {
  headers: IncomingHttpHeaders;
  rawBody: Buffer;
}

const secret = "wsec_test";
const received: Received[] = [];
const statuses: number[] = [];
const receiver = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  received.push({ headers: request.headers, rawBody: Buffer.concat(chunks) });
  response.writeHead(statuses.shift() ?? 200).end();
});

const folder = mkdtempSync(path.join(tmpdir(), "stand-in-"));
const stateFile = path.join(folder, "state.json");
let webhookUrl = "";
let simulator: ElevenLabsSimulator;
let sdk: ElevenLabsClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  if (typeof address !== "object" || !address) throw new Error("The receiver has no port.");
  webhookUrl = `http://127.0.0.1:${address.port}/hook`;
  simulator = await start();
  sdk = new ElevenLabsClient({ apiKey: "key", baseUrl: simulator.url, maxRetries: 0 });
});

afterAll(async () => {
  await simulator.stop();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  received.length = 0;
  statuses.length = 0;
});

describe("the official client", () => {
  test("creates, lists, reads, changes and deletes agents", async () => {
    const { agents } = sdk.conversationalAi;
    const { agentId } = await agents.create({
      name: "Test agent",
      conversationConfig: { agent: { firstMessage: "Hello", language: "en" } },
      tags: ["one"],
    });
    expect(agentId).toMatch(/^agent_[0-9a-z]{28}$/);
    const updated = await agents.update(agentId, { conversationConfig: { agent: { language: "de" } } });
    expect(updated.conversationConfig.agent).toMatchObject({ firstMessage: "Hello", language: "de" });
    expect((await agents.get(agentId)).name).toBe("Test agent");

    const first = await agents.list({ pageSize: 2 });
    expect(first.agents.map((agent) => agent.agentId)).toContain(agentId);
    expect(first.hasMore).toBe(true);
    const second = await agents.list({ pageSize: 2, cursor: first.nextCursor });
    expect(second.agents.map((agent) => agent.agentId)).not.toContain(agentId);

    await agents.delete(agentId);
    await expect(agents.get(agentId)).rejects.toMatchObject({ statusCode: 404 });
  });

  test("imports, lists, assigns and reads phone numbers", async () => {
    const { phoneNumbers } = sdk.conversationalAi;
    const [agent] = DEMO_AGENTS;
    const { phoneNumberId } = await phoneNumbers.create({
      provider: "sip_trunk",
      phoneNumber: "+442079460001",
      label: "Test line",
    });
    const assigned = await phoneNumbers.update(phoneNumberId, { agentId: agent?.agentId });
    expect(assigned.assignedAgent?.agentName).toBe(agent?.name);
    expect(await phoneNumbers.get(phoneNumberId)).toMatchObject({
      provider: "sip_trunk",
      phoneNumber: "+442079460001",
    });
    expect((await phoneNumbers.list()).length).toBe(DEMO_AGENTS.length + 1);
    expect((await phoneNumbers.listV2({ pageSize: 3 })).hasMore).toBe(true);
    await phoneNumbers.delete(phoneNumberId);
    await expect(phoneNumbers.get(phoneNumberId)).rejects.toMatchObject({ statusCode: 404 });
  });

  test("reads the settings and the webhooks of the workspace", async () => {
    const settings = await sdk.conversationalAi.settings.update({
      webhooks: { postCallWebhookId: "wbhk_1", events: ["transcript", "audio"] },
    });
    expect(settings.webhooks?.events).toEqual(["transcript", "audio"]);
    const { webhooks } = await sdk.webhooks.list();
    expect(webhooks.map((webhook) => webhook.webhookUrl)).toEqual([webhookUrl]);
  });

  test("places an outbound call and finds the number, variables and user in what is reported", async () => {
    const [number] = (await sdk.conversationalAi.phoneNumbers.list()).filter((line) => line.provider === "twilio");
    const placed = await sdk.conversationalAi.twilio.outboundCall({
      agentId: agentAt(0).agentId,
      agentPhoneNumberId: number?.phoneNumberId ?? "",
      toNumber: "+447700900777",
      conversationInitiationClientData: { userId: "lead_1", dynamicVariables: { lead_ref: "1" } },
    });
    expect(placed).toMatchObject({ success: true });
    expect(placed.callSid).toMatch(/^CA/);
    await simulator.settle();
    const [body] = received.map(({ rawBody }) => JSON.parse(rawBody.toString()));
    expect(body.data.conversation_id).toBe(placed.conversationId);
    if (body.type === "post_call_transcription") {
      expect(body.data.user_id).toBe("lead_1");
      expect(body.data.metadata.phone_call.external_number).toBe("+447700900777");
      expect(body.data.conversation_initiation_client_data.dynamic_variables.lead_ref).toBe("1");
    } else {
      expect(body.data.metadata.body.To).toBe("+447700900777");
    }
  });

  test("places a call over a SIP trunk and is refused a number that nobody can dial", async () => {
    const [number] = (await sdk.conversationalAi.phoneNumbers.list()).filter((line) => line.provider === "sip_trunk");
    const order = { agentId: agentAt(2).agentId, agentPhoneNumberId: number?.phoneNumberId ?? "" };
    const placed = await sdk.conversationalAi.sipTrunk.outboundCall({ ...order, toNumber: "+493023125001" });
    expect(placed).toMatchObject({ success: true });
    const refused = await sdk.conversationalAi.sipTrunk.outboundCall({ ...order, toNumber: "call me" });
    expect(refused.success).toBe(false);
    expect(refused.conversationId ?? null).toBeNull();
    await simulator.settle();
    expect(received).toHaveLength(1);
  });

  test("lists, reads, hears and deletes conversations", async () => {
    const { conversations } = sdk.conversationalAi;
    await simulator.placeCalls(calls(3));
    const [body] = received.map(({ rawBody }) => JSON.parse(rawBody.toString()));
    const id = body.data.conversation_id;
    const page = await conversations.list({ agentId: body.data.agent_id, summaryMode: "include" });
    expect(page.conversations.find((row) => row.conversationId === id)?.transcriptSummary).toBeTruthy();

    const conversation = await conversations.get(id);
    expect(conversation.metadata.callDurationSecs).toBe(body.data.metadata.call_duration_secs);
    expect(conversation.transcript.map((turn) => turn.message ?? null)).toEqual(
      body.data.transcript.map((turn: { message: string | null }) => turn.message),
    );

    const audio = Buffer.from(await new Response(await conversations.audio.get(id)).arrayBuffer());
    const seconds = (audio.length / 108) * 0.036;
    expect(Math.abs(seconds / conversation.metadata.callDurationSecs - 1)).toBeLessThan(0.05);

    await conversations.delete(id);
    await expect(conversations.get(id)).rejects.toMatchObject({ statusCode: 404 });
    await expect(conversations.audio.get(id)).rejects.toMatchObject({ statusCode: 404 });
  });

  test("reads a call that nobody took as failed and without a recording", async () => {
    await simulator.placeCalls(unanswered(1));
    const [body] = received.map(({ rawBody }) => JSON.parse(rawBody.toString()));
    const { conversations } = sdk.conversationalAi;
    const conversation = await conversations.get(body.data.conversation_id);
    expect(conversation).toMatchObject({ status: "failed", transcript: [], hasAudio: false });
    await expect(conversations.audio.get(body.data.conversation_id)).rejects.toMatchObject({ statusCode: 404 });
  });

  test("gets a signed URL", async () => {
    const { signedUrl } = await sdk.conversationalAi.conversations.getSignedUrl({ agentId: agentAt(0).agentId });
    expect(signedUrl).toMatch(/^wss:\/\/.*conversation_signature=/);
  });

  test("returns the provider's errors: 422 with locations, 401, 400 and 404", async () => {
    const broken = fetch(`${simulator.url}/v1/convai/twilio/outbound-call`, {
      method: "POST",
      headers: { "xi-api-key": "key" },
      body: "{}",
    });
    expect((await broken).status).toBe(422);
    expect((await (await broken).json()).detail[0]).toEqual({
      loc: ["body", "agent_id"],
      msg: "Field required",
      type: "missing",
    });
    expect((await fetch(`${simulator.url}/v1/convai/agents`)).status).toBe(401);
    const wrong = new ElevenLabsClient({ apiKey: "other", baseUrl: simulator.url, maxRetries: 0 });
    await expect(wrong.conversationalAi.agents.list()).rejects.toMatchObject({
      statusCode: 400,
      body: { detail: { status: "invalid_api_key" } },
    });
    const unknown = await fetch(`${simulator.url}/v1/nothing`, { headers: { "xi-api-key": "key" } });
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toEqual({ detail: "Not Found" });
    await expect(sdk.conversationalAi.agents.get("agent_none")).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe("webhooks", () => {
  test("carry a signature that our verifier and the official client accept", async () => {
    await simulator.placeCalls(calls(4), { switches: { audio: true, unknown: 0.5, unknownKeys: 0.5 } });
    expect(received.length).toBeGreaterThan(7);
    for (const { headers, rawBody } of received) {
      const header = String(headers["elevenlabs-signature"]);
      const nowSeconds = Math.floor(Date.now() / 1000);
      expect(verifyWebhookSignature({ header, rawBody, secrets: [secret], nowSeconds })).toMatchObject({ ok: true });
      const event = await sdk.webhooks.constructEvent(rawBody.toString(), header, secret);
      expect(event).toEqual(JSON.parse(rawBody.toString()));
      expect(rawBody.toString()).toMatch(/^\{"type": "\w+", "event_timestamp": \d+, "data": \{"/);
    }
  });

  test("bring recordings in chunks and everything else with its length", async () => {
    await simulator.placeCalls(calls(2), { switches: { audio: true } });
    for (const { headers, rawBody } of received) {
      const isAudio = JSON.parse(rawBody.toString()).type === "post_call_audio";
      expect(headers["transfer-encoding"]).toBe(isAudio ? "chunked" : undefined);
      expect(headers["content-length"]).toBe(isAudio ? undefined : String(rawBody.length));
    }
  });

  test("come twice, without their analysis or without their id when told to", async () => {
    const switches = { duplicates: 1, missingAnalysis: 1, missingConversationId: 1 };
    await simulator.placeCalls(calls(3), { switches });
    const bodies = received.map(({ rawBody }) => rawBody.toString());
    expect(bodies).toHaveLength(6);
    expect(new Set(bodies).size).toBe(3);
    for (const { data } of bodies.map((body) => JSON.parse(body))) {
      expect(data.analysis).toBeNull();
      expect(data).not.toHaveProperty("conversation_id");
      expect(data.conversation_initiation_client_data.dynamic_variables.system__conversation_id).toMatch(/^conv_/);
    }
  });

  test("are repeated with the same bytes after 5xx, 429 and 408, and not after other answers", async () => {
    statuses.push(503, 429, 408, 200);
    const [result] = await simulator.placeCalls(calls(1));
    expect(result).toMatchObject({ status: 200, attempts: 4 });
    expect(new Set(received.map(({ rawBody }) => rawBody.toString())).size).toBe(1);

    statuses.push(401);
    const [refused] = await simulator.placeCalls(calls(1));
    expect(refused).toMatchObject({ status: 401, attempts: 1 });
  });

  test("about a call that never began are sent once, whatever the answer", async () => {
    statuses.push(503);
    expect(await simulator.placeCalls(unanswered(1))).toMatchObject([{ status: 503, attempts: 1 }]);
  });
});

describe("the product's seam", () => {
  test("hears a recording and reads a conversation", async () => {
    await simulator.placeCalls(calls(1));
    const [body] = received.map(({ rawBody }) => JSON.parse(rawBody.toString()));
    const seam = createElevenLabs({ apiKey: "key", baseUrl: simulator.url });
    expect((await seam.getConversation(body.data.conversation_id)).agentId).toBe(body.data.agent_id);
    const audio = await seam.fetchConversationAudio(body.data.conversation_id);
    expect(audio?.contentType).toBe("audio/mpeg");
    await audio?.stream.cancel();
  });

  test("says that a conversation is gone, and that a recording is absent", async () => {
    const seam = createElevenLabs({ apiKey: "key", baseUrl: simulator.url });
    await expect(seam.getConversation("conv_none")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await seam.fetchConversationAudio("conv_none")).toBeNull();
  });

  test("names a wrong key and a provider that is away", async () => {
    const wrongKey = createElevenLabs({ apiKey: "other", baseUrl: simulator.url });
    await expect(wrongKey.getConversation("conv_none")).rejects.toMatchObject({
      code: "UPSTREAM_UNAVAILABLE",
      message: "ElevenLabs refused the request: check the API key.",
    });
    const away = createElevenLabs({ apiKey: "key", baseUrl: "http://127.0.0.1:1" });
    await expect(away.fetchConversationAudio("conv_none")).rejects.toMatchObject({ code: "UPSTREAM_UNAVAILABLE" });
  });
});

test("conversations, agents and numbers outlive a restart", async () => {
  const { agentId } = await sdk.conversationalAi.agents.create({ name: "Lasting", conversationConfig: {} });
  await simulator.placeCalls(calls(1));
  const [body] = received.map(({ rawBody }) => JSON.parse(rawBody.toString()));
  await simulator.stop();
  simulator = await start();
  sdk = new ElevenLabsClient({ apiKey: "key", baseUrl: simulator.url, maxRetries: 0 });
  expect((await sdk.conversationalAi.agents.get(agentId)).name).toBe("Lasting");
  const again = await fetch(`${simulator.url}/v1/convai/conversations/${body.data.conversation_id}`, {
    headers: { "xi-api-key": "key" },
  });
  expect(await again.json()).toEqual(body.data);
});

function start() {
  return startElevenLabsSimulator({
    port: 0,
    apiKey: "key",
    webhook: { url: webhookUrl, secret },
    stateFile,
    reportAfterSeconds: 0.02,
    retryScale: 0.0002,
  });
}

let nextSeed = 1;

function calls(count: number): CallRequest[] {
  return Array.from({ length: count }, (_, index) => ({
    agent: agentAt(index),
    seed: nextSeed++,
    startedAt: new Date("2026-10-01T09:00:00Z"),
    direction: "inbound",
  }));
}

function unanswered(count: number): CallRequest[] {
  return calls(count).map((call) => ({ ...call, direction: "outbound", kind: "initiation_failure" }));
}

function agentAt(index: number) {
  const agent = DEMO_AGENTS[index % DEMO_AGENTS.length];
  if (!agent) throw new Error("There are no demo agents.");
  return agent;
}

test("the product reads the workspace's agents, webhooks and subscription", async () => {
  const provider = createElevenLabs({ apiKey: "key", baseUrl: simulator.url });
  const agents = await provider.listAgents();
  expect(agents.map(({ id }) => id)).toEqual(expect.arrayContaining(DEMO_AGENTS.map(({ agentId }) => agentId)));
  expect(await provider.listWebhooks()).toEqual([
    expect.objectContaining({ url: webhookUrl, isDisabled: false, isAutoDisabled: false, lastFailure: null }),
  ]);
  const subscription = await provider.getSubscription();
  expect(subscription).toMatchObject({ tier: "scale", limit: 2_000_000 });
  expect(Date.parse(subscription?.resetsAt ?? "")).toBeGreaterThan(Date.now());
});
