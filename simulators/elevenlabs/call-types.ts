import type { ScenarioId, Temperature } from "./scenarios/scenario";

export type CallKind = "conversation" | "voicemail" | "no_speech" | "initiation_failure";
export type CallDirection = "inbound" | "outbound" | "widget";

export interface SimulatedAgent {
  /** `agent_` and 28 characters. */
  agentId: string;
  name: string;
  scenario: ScenarioId;
  /** The business's own number, E.164. Made from the agent's id where absent. */
  agentNumber?: string;
}

/** Everything a simulated call is made from. The same request gives the same bytes. */
export interface CallRequest {
  agent: SimulatedAgent;
  /** Any integer; its lowest 32 bits count. */
  seed: number;
  startedAt: Date;
  direction: CallDirection;
  kind?: CallKind;
  /** Which of the scenario's callers it is, 0 to 32767; the same index is the same person. Made from the seed where absent. */
  callerIndex?: number;
  /** E.164. Replaces the caller's own number. */
  callerNumber?: string;
  /** What the dialler sent along; echoed with the provider's own variables. */
  initiation?: Initiation;
}

export interface Initiation {
  conversationId?: string;
  userId?: string | null;
  dynamicVariables?: Record<string, unknown>;
}

export interface ScriptTool {
  name: string;
  type: "webhook" | "system";
  params: Record<string, unknown>;
  result: string;
  latencySeconds: number;
  isError: boolean;
}

export type ScriptLine =
  | { role: "agent" | "user"; text: string; originalText?: string; pauseSeconds: number }
  | { role: "tool"; tool: ScriptTool };

export interface Evidence {
  /** 0 to 100; null when the conversation gave no evidence. */
  score: number | null;
  rationale: string;
}

export interface Answer<Value> {
  value: Value | null;
  rationale: string;
}

export interface Findings {
  temperature: Temperature | null;
  title: string;
  summary: string;
  intent: Evidence;
  urgency: Evidence;
  budget: Evidence;
  fit: Evidence;
  engagement: Evidence;
  pricing: Answer<boolean>;
  demo: Answer<boolean>;
  followup: Answer<boolean>;
  sample: Answer<boolean>;
  human: Answer<boolean>;
  name: Answer<string>;
  email: Answer<string>;
  company: Answer<string>;
  /** ISO 8601 with offset. */
  meetingAt: Answer<string>;
  topics: Answer<string>;
  objections: Answer<string>;
  nextSteps: Answer<string>;
  /** -1 to 1. */
  sentiment: Answer<number>;
  /** 1 to 10. */
  callQuality: Answer<number>;
  /** 1 to 10. */
  satisfaction: Answer<number>;
  requestResolved: boolean | null;
  successful: "success" | "failure" | "unknown";
}

export interface Script {
  lines: ScriptLine[];
  findings: Findings;
  terminationReason: string;
}
