import type { ScriptLine } from "./call-types";
import type { Random } from "./create-random";
import { characters, makeProviderId } from "./make-provider-id";
import type { TurnPayload } from "./payload-types";
import { pythonJson } from "./python-json";

const AGENT_WORDS_PER_SECOND = 2.7;

interface Voices {
  agentId: string;
  conversationId: string;
  /** The caller's words each second. */
  pace: number;
}

/** Puts the lines on a clock: turns with their seconds from the start, and when the last one has been spoken. */
export function timeTurns(random: Random, lines: readonly ScriptLine[], voices: Voices) {
  const agentMetadata = { agent_id: voices.agentId, branch_id: branchIdOf(voices.agentId), workflow_node_id: null };
  const transcript: TurnPayload[] = [];
  let clock = 0;

  const addTurn = (role: "agent" | "user", changes: Partial<TurnPayload>) => {
    transcript.push({
      role,
      agent_metadata: role === "agent" ? agentMetadata : null,
      message: null,
      multivoice_message: null,
      tool_calls: [],
      tool_results: [],
      feedback: null,
      llm_override: null,
      time_in_call_secs: Math.floor(clock),
      conversation_turn_metrics: null,
      rag_retrieval_info: null,
      llm_usage: null,
      interrupted: false,
      original_message: null,
      source_medium: role === "user" ? "audio" : null,
      ...changes,
    });
  };

  lines.forEach((line, index) => {
    if (line.role === "tool") {
      const { tool } = line;
      const requestId = `tlcal_${characters("0123456789abcdef", 12, voices.conversationId, index)}`;
      const shared = { request_id: requestId, tool_name: tool.name, tool_has_been_called: true, type: tool.type };
      const call = { ...shared, params_as_json: pythonJson(tool.params), tool_details: null };
      addTurn("agent", { tool_calls: [call] });
      clock += tool.latencySeconds;
      const result = {
        ...shared,
        result_value: tool.isError ? "The tool did not answer in time." : tool.result,
        is_error: tool.isError,
        tool_latency_secs: tool.latencySeconds,
        dynamic_variable_updates: [],
      };
      addTurn("agent", { tool_results: [result] });
      return;
    }

    if (index > 0) clock += line.pauseSeconds + 0.35 + random.next() * 1.1;
    addTurn(line.role, {
      message: line.text,
      interrupted: line.originalText !== undefined,
      original_message: line.originalText ?? null,
      conversation_turn_metrics: { metrics: measureTurn(random, line.role) },
    });
    const pace = line.role === "agent" ? AGENT_WORDS_PER_SECOND : voices.pace;
    clock += line.text.split(" ").length / pace;
  });

  return { transcript, spokenSeconds: clock };
}

export function branchIdOf(agentId: string): string {
  return makeProviderId("agtbrch", agentId);
}

function measureTurn(random: Random, role: "agent" | "user"): Record<string, { elapsed_time: number }> {
  const seconds = (min: number, max: number) => ({
    elapsed_time: Math.round((min + random.next() * (max - min)) * 1e6) / 1e6,
  });
  if (role === "user") return { convai_asr_trailing_service_latency: seconds(0.06, 0.24) };
  return { convai_llm_service_ttfb: seconds(0.3, 0.95), convai_tts_service_ttfb: seconds(0.12, 0.3) };
}
