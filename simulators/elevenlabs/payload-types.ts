import type { describeMetadata } from "./describe-metadata";

/** `data` of `post_call_transcription` and the answer of `GET /v1/convai/conversations/{id}`. */
export interface ConversationPayload {
  agent_id: string;
  agent_name: string;
  conversation_product: "agent";
  status: "done" | "failed";
  user_id: string | null;
  branch_id: string | null;
  version_id: string | null;
  environment: "production";
  conversation_id: string;
  has_audio: boolean;
  has_user_audio: boolean;
  has_response_audio: boolean;
  has_auxiliary_audio: boolean;
  tag_ids: string[];
  visited_agents: { agent_id: string; branch_id: string | null }[];
  transcript: TurnPayload[];
  metadata: ReturnType<typeof describeMetadata>;
  analysis: AnalysisPayload | null;
  conversation_initiation_client_data: {
    conversation_config_override: null;
    custom_llm_extra_body: Record<string, never>;
    user_id: string | null;
    source_info: { source: string | null; version: string | null };
    branch_id: null;
    environment: null;
    dynamic_variables: Record<string, unknown>;
  };
}

export interface TurnPayload {
  role: "agent" | "user";
  agent_metadata: { agent_id: string; branch_id: string | null; workflow_node_id: null } | null;
  message: string | null;
  multivoice_message: null;
  tool_calls: ToolCallPayload[];
  tool_results: ToolResultPayload[];
  feedback: null;
  llm_override: null;
  time_in_call_secs: number;
  conversation_turn_metrics: { metrics: Record<string, { elapsed_time: number }> } | null;
  rag_retrieval_info: null;
  llm_usage: null;
  interrupted: boolean;
  original_message: string | null;
  source_medium: "audio" | null;
}

export interface ToolCallPayload {
  type: "webhook" | "system";
  request_id: string;
  tool_name: string;
  params_as_json: string;
  tool_has_been_called: boolean;
  tool_details: null;
}

export interface ToolResultPayload {
  request_id: string;
  tool_name: string;
  result_value: string;
  is_error: boolean;
  tool_has_been_called: boolean;
  tool_latency_secs: number;
  dynamic_variable_updates: never[];
  type: "webhook" | "system";
}

export interface AnalysisPayload {
  evaluation_criteria_results: Record<string, CriterionPayload>;
  data_collection_results: Record<string, CollectedPayload>;
  call_successful: "success" | "failure" | "unknown";
  call_success_score: number | null;
  transcript_summary: string;
  call_summary_title: string;
}

export interface CriterionPayload {
  criteria_id: string;
  result: "success" | "failure" | "unknown";
  rationale: string;
  scoring_mode: "binary" | "numeric_uniform";
  score: number | null;
  max_score: number | null;
}

export interface CollectedPayload {
  data_collection_id: string;
  value: string | number | boolean | null;
  json_schema: Record<string, unknown>;
  rationale: string;
}

export interface InitiationFailurePayload {
  agent_id: string;
  conversation_id: string;
  failure_reason: "busy" | "no-answer" | "unknown";
  metadata: { type: "twilio" | "sip"; body: Record<string, string | number> };
}

export type CallEvent =
  | { type: "post_call_transcription"; event_timestamp: number; data: ConversationPayload }
  | { type: "call_initiation_failure"; event_timestamp: number; data: InitiationFailurePayload };
