import { GetConversationResponseModel } from "@elevenlabs/elevenlabs-js/serialization/types/GetConversationResponseModel";
import { describe, expect, test } from "vitest";
import type { CallKind, CallRequest } from "./call-types";
import { COLLECTED_ITEMS } from "./collected-items";
import { decodeConversationId } from "./conversation-id";
import { seedFrom } from "./create-random";
import { DEMO_AGENTS } from "./demo-agents";
import { generateConversation } from "./generate-conversation";
import type { ConversationPayload } from "./payload-types";
import { pythonJson } from "./python-json";

const directions = ["inbound", "outbound", "widget"] as const;
const start = Date.UTC(2026, 8, 1);

const requests: CallRequest[] = Array.from({ length: 900 }, (_, index) => ({
  agent: agentAt(index),
  seed: index * 7919,
  startedAt: new Date(start + index * 7_777_000),
  direction: directions[index % 3] ?? "inbound",
  kind: kindAt(index),
}));
const conversations = requests.flatMap((request) => {
  const event = generateConversation(request);
  return event.type === "post_call_transcription" ? [event.data] : [];
});
const spoken = conversations.filter((conversation) => leadStatus(conversation) !== null);

describe("every generated conversation", () => {
  test("is accepted by the vendor's own parser", () => {
    for (const conversation of conversations) {
      GetConversationResponseModel.parseOrThrow(conversation, { unrecognizedObjectKeys: "passthrough" });
    }
  });

  test("has turns in rising order within its duration", () => {
    for (const { transcript, metadata } of conversations) {
      const times = transcript.map((turn) => turn.time_in_call_secs);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.at(-1) ?? 0).toBeLessThanOrEqual(metadata.call_duration_secs);
      expect(metadata.call_duration_secs).toBeLessThanOrEqual(900);
    }
  });

  test("quotes in its reasons only what the caller said, word for word", () => {
    let quotes = 0;
    for (const conversation of conversations) {
      const said = conversation.transcript.flatMap((turn) => (turn.role === "user" ? [turn.message ?? ""] : []));
      for (const { rationale } of Object.values(conversation.analysis?.data_collection_results ?? {})) {
        for (const [, words = ""] of rationale.matchAll(/"([^"]*)"/g)) {
          expect(said.some((message) => message.includes(words))).toBe(true);
          quotes += 1;
        }
      }
    }
    expect(quotes).toBeGreaterThan(conversations.length * 3);
  });

  test("collects every item with a reason and at most 25 of them", () => {
    expect(Object.keys(COLLECTED_ITEMS).length).toBeLessThanOrEqual(25);
    for (const { analysis } of conversations) {
      const results = analysis?.data_collection_results ?? {};
      expect(Object.keys(results)).toEqual(Object.keys(COLLECTED_ITEMS));
      for (const { rationale, value } of Object.values(results)) {
        expect(rationale).not.toBe("");
        expect(value).not.toBe("");
      }
    }
  });

  test("keeps every score within its bounds or leaves it out", () => {
    for (const conversation of conversations) {
      for (const id of ["intent", "urgency", "budget", "fit", "engagement"]) {
        const value = collected(conversation, `${id}_score`);
        if (value === null) continue;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(100);
      }
    }
  });

  test("leaves no slot or alternative unfilled", () => {
    for (const conversation of conversations) {
      for (const turn of conversation.transcript) expect(turn.message ?? "").not.toMatch(/[{}|]|undefined|null/);
    }
  });

  test("uses example domains alone", () => {
    for (const conversation of conversations) {
      const email = collected(conversation, "lead_email");
      if (email !== null) expect(email).toMatch(/^[a-z0-9.]+@[a-z0-9]+\.example$/);
    }
  });
});

describe("scores follow from the conversation", () => {
  test("a hot caller names a deadline and, unless put through to a person, books a time in the future", () => {
    const hot = spoken.filter((conversation) => leadStatus(conversation) === "hot");
    expect(hot.length).toBeGreaterThan(100);
    for (const conversation of hot) {
      expect(collected(conversation, "urgency_score")).toBeGreaterThan(80);
      expect(collected(conversation, "intent_score")).toBeGreaterThan(70);
      if (collected(conversation, "cta_human")) continue;
      expect(collected(conversation, "cta_demo")).toBe(true);
      const meetingAt = String(collected(conversation, "demo_datetime"));
      expect(meetingAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:[03]0:00[+-]\d\d:00$/);
      expect(Date.parse(meetingAt) / 1000).toBeGreaterThan(conversation.metadata.start_time_unix_secs);
    }
  });

  test("a cold caller books nothing and leaves no address", () => {
    const cold = spoken.filter((conversation) => leadStatus(conversation) === "cold");
    expect(cold.length).toBeGreaterThan(60);
    for (const conversation of cold) {
      expect(collected(conversation, "cta_demo")).toBe(false);
      expect(collected(conversation, "lead_email")).toBeNull();
      expect(collected(conversation, "intent_score")).toBeLessThan(40);
    }
  });

  test("a voicemail or a silent line gives no score at all", () => {
    const silent = conversations.filter((conversation) => leadStatus(conversation) === null);
    expect(silent.length).toBeGreaterThan(20);
    for (const conversation of silent) {
      expect(collected(conversation, "intent_score")).toBeNull();
      expect(conversation.analysis?.call_successful).toBe("unknown");
    }
  });

  test("there are dead lines of a second, interruptions, tool calls and calls of many minutes", () => {
    const durations = conversations.map(({ metadata }) => metadata.call_duration_secs);
    const turns = conversations.flatMap(({ transcript }) => transcript);
    expect(Math.min(...durations)).toBeLessThanOrEqual(1);
    expect(Math.max(...durations)).toBeGreaterThan(360);
    expect(turns.some((turn) => turn.interrupted && turn.original_message)).toBe(true);
    expect(turns.some((turn) => turn.message === null && turn.tool_calls.length > 0)).toBe(true);
  });
});

describe("the same request", () => {
  test("gives the same bytes", () => {
    for (const request of requests.slice(0, 60)) {
      expect(pythonJson(generateConversation(request))).toBe(pythonJson(generateConversation(request)));
    }
  });

  test("comes back from the conversation's id", () => {
    for (const request of requests.slice(0, 60)) {
      const event = generateConversation(request);
      const key = decodeConversationId(event.data.conversation_id);
      if (!key) throw new Error("The id was not understood.");
      expect(key.agentHash).toBe(seedFrom(request.agent.agentId));
      const { seed, kind, direction, callerIndex } = key;
      const startedAt = new Date(key.startedAtSeconds * 1000);
      const again = generateConversation({ agent: request.agent, seed, kind, direction, callerIndex, startedAt });
      expect(pythonJson(again)).toBe(pythonJson(event));
    }
  });

  test("is not read from ids that somebody else made", () => {
    expect(decodeConversationId("conv_7301k8c1y5zte4r9b2m6q8h0w3np")).toBeNull();
    expect(decodeConversationId("conv_")).toBeNull();
    expect(decodeConversationId("")).toBeNull();
  });
});

test("an unanswered call is reported as a failure with the provider's own fields", () => {
  for (const agent of DEMO_AGENTS) {
    const event = generateConversation({
      agent,
      seed: 5,
      startedAt: new Date(start),
      direction: "outbound",
      kind: "initiation_failure",
    });
    expect(event.type).toBe("call_initiation_failure");
    expect(Object.keys(event.data)).toEqual(["agent_id", "conversation_id", "failure_reason", "metadata"]);
  }
});

test("the given number, variables and id replace the caller's own", () => {
  const event = generateConversation({
    agent: agentAt(0),
    seed: 1,
    startedAt: new Date(start),
    direction: "outbound",
    callerNumber: "+447700900999",
    initiation: { conversationId: "conv_given", userId: "lead_7", dynamicVariables: { lead_ref: "7" } },
  });
  if (event.type !== "post_call_transcription") throw new Error("Expected a conversation.");
  expect(event.data.conversation_id).toBe("conv_given");
  expect(event.data.user_id).toBe("lead_7");
  expect(event.data.metadata.phone_call?.external_number).toBe("+447700900999");
  expect(event.data.conversation_initiation_client_data.dynamic_variables).toMatchObject({
    lead_ref: "7",
    system__conversation_id: "conv_given",
    system__called_number: "+447700900999",
  });
});

function agentAt(index: number) {
  const agent = DEMO_AGENTS[index % DEMO_AGENTS.length];
  if (!agent) throw new Error("There are no demo agents.");
  return agent;
}

function kindAt(index: number): CallKind {
  if (index % 11 === 5) return "no_speech";
  return index % 13 === 1 && index % 3 === 1 ? "voicemail" : "conversation";
}

function collected({ analysis }: ConversationPayload, id: string) {
  return analysis?.data_collection_results[id]?.value ?? null;
}

function leadStatus(conversation: ConversationPayload) {
  return collected(conversation, "lead_status");
}
