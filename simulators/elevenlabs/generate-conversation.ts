import type { CallDirection, CallRequest, Script } from "./call-types";
import { encodeConversationId } from "./conversation-id";
import type { ConversationSetting } from "./conversation-setting";
import { createDialogue } from "./create-dialogue";
import { createRandom, type Random, seedFrom } from "./create-random";
import { createSlots } from "./create-slots";
import { describeAnalysis } from "./describe-analysis";
import { describeMetadata } from "./describe-metadata";
import { fictionalNumber } from "./fictional-numbers";
import { findCaller } from "./find-caller";
import { generateFailure } from "./generate-failure";
import { makeProviderId } from "./make-provider-id";
import type { CallEvent, ConversationPayload } from "./payload-types";
import { SCENARIOS } from "./scenarios/all-scenarios";
import type { Scenario, Temperature } from "./scenarios/scenario";
import { branchIdOf, timeTurns } from "./time-turns";
import { writeConversation } from "./write-conversation";
import { writeErrand, writeSilence, writeVoicemail } from "./write-short-calls";

const CALLER_POOL = 640;

/**
 * One call as the provider reports it: its webhook's type, timestamp and `data`. Scores follow from what the transcript
 * says, and every quotation in a rationale is a caller's own. The same request gives the same event; the conversation's
 * id carries the request, except for a caller's number and initiation data that were given.
 */
export function generateConversation(request: CallRequest): CallEvent {
  const { agent, direction, kind = "conversation" } = request;
  const scenario = SCENARIOS[agent.scenario];
  const random = createRandom(request.seed);
  const callerIndex = request.callerIndex ?? pickCallerIndex(createRandom(seedFrom("who", request.seed)));
  const startedAtSeconds = Math.floor(request.startedAt.getTime() / 1000);
  const conversationId =
    request.initiation?.conversationId ??
    encodeConversationId({
      seed: request.seed,
      scenarioCode: scenario.code,
      kind,
      direction,
      startedAtSeconds,
      callerIndex,
      agentHash: seedFrom(agent.agentId),
    });
  const caller = findCaller(scenario, callerIndex);
  const agentNumber = agent.agentNumber ?? fictionalNumber(scenario.country, seedFrom(agent.agentId) % 1_000);
  const callerNumber = request.callerNumber ?? caller.number;

  if (kind === "initiation_failure") {
    const failedAtSeconds = startedAtSeconds + random.integer(6, 40);
    const failedAt = new Date(failedAtSeconds * 1000);
    const call = { agentId: agent.agentId, conversationId, agentNumber, callerNumber, failedAt };
    return { type: "call_initiation_failure", event_timestamp: failedAtSeconds, data: generateFailure(random, call) };
  }

  const slots = createSlots(random, scenario, caller, request.startedAt);
  const dialogue = createDialogue(random, slots);
  const script = writeScript({ random, scenario, caller, slots, direction, dialogue }, kind);
  const { transcript, spokenSeconds } = timeTurns(random, script.lines, {
    agentId: agent.agentId,
    conversationId,
    pace: caller.pace,
  });
  const isDeadAtStart = kind === "no_speech" && random.chance(0.2);
  const durationSeconds = isDeadAtStart ? random.integer(0, 1) : Math.ceil(spokenSeconds + random.next() * 3);
  const ringSeconds = direction === "outbound" ? random.integer(4, 20) : random.integer(0, 1);
  const metadata = describeMetadata({
    conversationId,
    agentNumber,
    callerNumber,
    direction,
    kind,
    startedAtSeconds,
    acceptedAtSeconds: isDeadAtStart ? null : startedAtSeconds + ringSeconds,
    durationSeconds,
    agentTurns: transcript.filter((turn) => turn.role === "agent").length,
    terminationReason: isDeadAtStart ? MISSING_VARIABLE : terminationFor(direction, script),
    error: isDeadAtStart ? { code: 1008, reason: MISSING_VARIABLE } : null,
    timezone: scenario.timezone,
  });

  const userId = request.initiation?.userId ?? null;
  const data: ConversationPayload = {
    agent_id: agent.agentId,
    agent_name: agent.name,
    conversation_product: "agent",
    status: isDeadAtStart ? "failed" : "done",
    user_id: userId,
    branch_id: branchIdOf(agent.agentId),
    version_id: makeProviderId("agtvrsn", agent.agentId),
    environment: "production",
    conversation_id: conversationId,
    has_audio: durationSeconds > 1,
    has_user_audio: durationSeconds > 1,
    has_response_audio: durationSeconds > 1,
    has_auxiliary_audio: false,
    tag_ids: [],
    visited_agents: [{ agent_id: agent.agentId, branch_id: branchIdOf(agent.agentId) }],
    transcript: isDeadAtStart ? [] : transcript,
    metadata,
    analysis: describeAnalysis(script.findings),
    conversation_initiation_client_data: {
      conversation_config_override: null,
      custom_llm_extra_body: {},
      user_id: userId,
      source_info: {
        source: direction === "widget" ? "widget" : null,
        version: direction === "widget" ? "0.6.1" : null,
      },
      branch_id: null,
      environment: null,
      dynamic_variables: {
        ...request.initiation?.dynamicVariables,
        ...systemVariables(conversationId, agent.agentId, metadata),
      },
    },
  };
  const endedAtSeconds = startedAtSeconds + ringSeconds + durationSeconds;
  return { type: "post_call_transcription", event_timestamp: endedAtSeconds + random.integer(3, 9), data };
}

const MISSING_VARIABLE = "Missing required dynamic variables in first message: {'first_name'}";

/** A few people call again and again, most of them once. */
export function pickCallerIndex(random: Random): number {
  return Math.floor(CALLER_POOL * random.next() ** 1.7);
}

function writeScript(setting: ConversationSetting, kind: "conversation" | "voicemail" | "no_speech"): Script {
  if (kind === "voicemail") return writeVoicemail(setting);
  if (kind === "no_speech") return writeSilence(setting);
  const temperature = pickTemperature(setting.random, setting.scenario, setting.direction);
  return temperature === "not_a_lead" ? writeErrand(setting) : writeConversation(setting, temperature);
}

/** People who are called are colder than people who call. */
function pickTemperature(random: Random, scenario: Scenario, direction: CallDirection): Temperature {
  if (direction !== "outbound") return random.weighted(scenario.temperatures);
  const { hot, warm, cold } = scenario.temperatures;
  return random.weighted({ hot: hot * 0.6, warm, cold: cold * 1.4, not_a_lead: 4 });
}

function terminationFor(direction: CallDirection, { terminationReason }: Script): string {
  const isHangUp = terminationReason === "Call ended by remote party";
  return isHangUp && direction === "widget" ? "Client disconnected: 1000" : terminationReason;
}

function systemVariables(conversationId: string, agentId: string, metadata: ConversationPayload["metadata"]) {
  const { phone_call: phoneCall, call_duration_secs: durationSeconds, start_time_unix_secs: start } = metadata;
  const endedAt = new Date((start + durationSeconds) * 1000);
  const isOutbound = phoneCall?.direction === "outbound";
  const phone = phoneCall && {
    system__caller_id: isOutbound ? phoneCall.agent_number : phoneCall.external_number,
    system__called_number: isOutbound ? phoneCall.external_number : phoneCall.agent_number,
    system__call_sid: phoneCall.call_sid,
  };
  return {
    system__agent_id: agentId,
    system__current_agent_id: agentId,
    system__conversation_id: conversationId,
    ...phone,
    system__call_duration_secs: durationSeconds,
    system__time_utc: endedAt.toISOString().replace("Z", "000+00:00"),
    system__timezone: metadata.timezone ?? "UTC",
    system__is_text_only: false,
  };
}
