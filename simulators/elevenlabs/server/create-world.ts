import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { DEMO_AGENTS } from "../demo-agents";
import { phoneNumberIdOf, usesTwilio } from "../describe-metadata";

const Json = z.record(z.string(), z.unknown());

const AgentRecord = z.object({
  agent_id: z.string(),
  name: z.string(),
  conversation_config: Json,
  platform_settings: Json,
  tags: z.array(z.string()),
  created_at_unix_secs: z.number(),
  updated_at_unix_secs: z.number(),
  versions: z.number(),
});
export type AgentRecord = z.infer<typeof AgentRecord>;

const PhoneNumberRecord = z.object({
  phone_number_id: z.string(),
  phone_number: z.string(),
  label: z.string(),
  provider: z.enum(["twilio", "sip_trunk", "exotel"]),
  agent_id: z.string().nullable(),
});
export type PhoneNumberRecord = z.infer<typeof PhoneNumberRecord>;

const OutboundRecord = z.object({
  agentId: z.string(),
  callerNumber: z.string(),
  userId: z.string().nullable(),
  dynamicVariables: Json,
});
export type OutboundRecord = z.infer<typeof OutboundRecord>;

const WorldState = z.object({
  agents: z.array(AgentRecord),
  phoneNumbers: z.array(PhoneNumberRecord),
  settings: Json,
  /** What was said when a call was ordered; everything else follows from the conversation's id. */
  outbound: z.record(z.string(), OutboundRecord),
  /** Newest last. */
  conversationIds: z.array(z.string()),
  deletedConversationIds: z.array(z.string()),
});

export interface World {
  agents: Map<string, AgentRecord>;
  phoneNumbers: Map<string, PhoneNumberRecord>;
  settings: Record<string, unknown>;
  outbound: Map<string, OutboundRecord>;
  conversationIds: Set<string>;
  deletedConversationIds: Set<string>;
  /** Writes the state file, where there is one. */
  save(): void;
}

/** What the stand-in knows. With a state file it outlives a restart; an unreadable file begins again. */
export function createWorld(stateFile: string | undefined): World {
  const kept = stateFile ? readState(stateFile) : undefined;
  const state = kept ?? demoState();
  const world: World = {
    agents: new Map(state.agents.map((agent) => [agent.agent_id, agent])),
    phoneNumbers: new Map(state.phoneNumbers.map((number) => [number.phone_number_id, number])),
    settings: state.settings,
    outbound: new Map(Object.entries(state.outbound)),
    conversationIds: new Set(state.conversationIds),
    deletedConversationIds: new Set(state.deletedConversationIds),
    save: () => {
      if (stateFile) writeState(stateFile, world);
    },
  };
  return world;
}

function demoState(): z.infer<typeof WorldState> {
  const nowSeconds = Math.floor(Date.now() / 1000);
  return {
    agents: DEMO_AGENTS.map((agent) => ({
      agent_id: agent.agentId,
      name: agent.name,
      conversation_config: { agent: { language: "en" } },
      platform_settings: {},
      tags: [],
      created_at_unix_secs: nowSeconds - 120 * 86_400,
      updated_at_unix_secs: nowSeconds - 120 * 86_400,
      versions: 1,
    })),
    phoneNumbers: DEMO_AGENTS.map(({ agentId, agentNumber, name }) => ({
      phone_number_id: phoneNumberIdOf(agentNumber),
      phone_number: agentNumber,
      label: name,
      provider: usesTwilio(agentNumber) ? ("twilio" as const) : ("sip_trunk" as const),
      agent_id: agentId,
    })),
    settings: { webhooks: { events: ["transcript", "call_initiation_failure"], transcript_format: "json" } },
    outbound: {},
    conversationIds: [],
    deletedConversationIds: [],
  };
}

function readState(stateFile: string) {
  try {
    return WorldState.safeParse(JSON.parse(readFileSync(stateFile, "utf8"))).data;
  } catch {
    return undefined;
  }
}

/** Replaces the file as a whole, so that a crash leaves the old or the new one. */
function writeState(stateFile: string, world: World) {
  const state: z.infer<typeof WorldState> = {
    agents: [...world.agents.values()],
    phoneNumbers: [...world.phoneNumbers.values()],
    settings: world.settings,
    outbound: Object.fromEntries(world.outbound),
    conversationIds: [...world.conversationIds].slice(-5_000),
    deletedConversationIds: [...world.deletedConversationIds],
  };
  mkdirSync(path.dirname(stateFile), { recursive: true });
  writeFileSync(`${stateFile}.new`, JSON.stringify(state));
  renameSync(`${stateFile}.new`, stateFile);
}
