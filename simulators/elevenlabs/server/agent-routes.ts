import { randomBytes } from "node:crypto";
import { z } from "zod";
import { makeProviderId } from "../make-provider-id";
import { branchIdOf } from "../time-turns";
import { notFound } from "./api-fault";
import type { AgentRecord, World } from "./create-world";
import { showPhoneNumber } from "./phone-number-routes";
import { type ApiRequest, paginate, parseBody, type Routes } from "./route-types";

const Json = z.record(z.string(), z.unknown());
const Changes = {
  name: z.string().nullish(),
  platform_settings: Json.nullish(),
  tags: z.array(z.string()).nullish(),
};
const CreateAgent = z.object({ ...Changes, conversation_config: Json });
const UpdateAgent = z.object({ ...Changes, conversation_config: Json.nullish() });

const ACCESS = {
  is_creator: true,
  creator_name: "Local user",
  creator_email: "local@callwright.example",
  role: "admin",
};

export const agentRoutes: Routes = {
  "GET /v1/convai/agents": ({ world }, { query }) => {
    const search = query.get("search")?.toLowerCase() ?? "";
    const agents = [...world.agents.values()].filter((agent) => agent.name.toLowerCase().includes(search));
    const { page, ...rest } = paginate(agents.reverse(), query);
    return { agents: page.map(summarise), ...rest };
  },
  "POST /v1/convai/agents/create": ({ world }, { body }) => {
    const changes = parseBody(CreateAgent, body);
    const nowSeconds = Math.floor(Date.now() / 1000);
    const agent: AgentRecord = {
      agent_id: makeProviderId("agent", randomBytes(16).toString("hex")),
      name: changes.name ?? "New agent",
      conversation_config: changes.conversation_config,
      platform_settings: changes.platform_settings ?? {},
      tags: changes.tags ?? [],
      created_at_unix_secs: nowSeconds,
      updated_at_unix_secs: nowSeconds,
      versions: 1,
    };
    world.agents.set(agent.agent_id, agent);
    world.save();
    return { agent_id: agent.agent_id };
  },
  "GET /v1/convai/agents/{id}": ({ world }, request) => showAgent(world, getAgent(world, request)),
  "PATCH /v1/convai/agents/{id}": ({ world }, request) => {
    const agent = getAgent(world, request);
    const changes = parseBody(UpdateAgent, request.body);
    agent.name = changes.name ?? agent.name;
    agent.tags = changes.tags ?? agent.tags;
    agent.conversation_config = merge(agent.conversation_config, changes.conversation_config ?? {});
    agent.platform_settings = merge(agent.platform_settings, changes.platform_settings ?? {});
    agent.updated_at_unix_secs = Math.floor(Date.now() / 1000);
    agent.versions += 1;
    world.save();
    return showAgent(world, agent);
  },
  "DELETE /v1/convai/agents/{id}": ({ world }, request) => {
    const agent = getAgent(world, request);
    world.agents.delete(agent.agent_id);
    for (const number of world.phoneNumbers.values()) {
      if (number.agent_id === agent.agent_id) number.agent_id = null;
    }
    world.save();
    return null;
  },
};

function getAgent(world: World, { id }: ApiRequest): AgentRecord {
  const agent = world.agents.get(id);
  if (!agent) throw notFound("agent", id);
  return agent;
}

function summarise(agent: AgentRecord) {
  const { agent_id, name, tags, created_at_unix_secs } = agent;
  return {
    agent_id,
    name,
    voice_id: makeProviderId("voice", agent_id).slice(6, 26),
    tags,
    created_at_unix_secs,
    access_info: ACCESS,
    last_call_time_unix_secs: null,
    archived: false,
  };
}

function showAgent(world: World, agent: AgentRecord) {
  const numbers = [...world.phoneNumbers.values()].filter((number) => number.agent_id === agent.agent_id);
  const branchId = branchIdOf(agent.agent_id);
  return {
    agent_id: agent.agent_id,
    name: agent.name,
    conversation_config: agent.conversation_config,
    platform_settings: agent.platform_settings,
    metadata: { created_at_unix_secs: agent.created_at_unix_secs, updated_at_unix_secs: agent.updated_at_unix_secs },
    phone_numbers: numbers.map((number) => showPhoneNumber(world, number)),
    whatsapp_accounts: [],
    access_info: ACCESS,
    tags: agent.tags,
    version_id: makeProviderId("agtvrsn", agent.agent_id, agent.versions),
    branch_id: branchId,
    main_branch_id: branchId,
  };
}

/** Objects are merged key by key; lists and plain values are replaced as a whole. */
function merge(current: Record<string, unknown>, changes: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...current };
  for (const [key, value] of Object.entries(changes)) {
    const before = merged[key];
    merged[key] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
