import { z } from "zod";
import { phoneNumberIdOf } from "../describe-metadata";
import { notFound, refused } from "./api-fault";
import type { PhoneNumberRecord, World } from "./create-world";
import { type ApiRequest, paginate, parseBody, type Routes } from "./route-types";

const Imported = { phone_number: z.string(), label: z.string(), agent_id: z.string().nullish() };
const ImportNumber = z.discriminatedUnion("provider", [
  z.object({ ...Imported, provider: z.literal("twilio"), sid: z.string(), token: z.string() }),
  z.object({ ...Imported, provider: z.literal("sip_trunk") }),
  z.object({ ...Imported, provider: z.literal("exotel") }),
]);
const UpdateNumber = z.object({ agent_id: z.string().nullish(), label: z.string().nullish() });

export const phoneNumberRoutes: Routes = {
  "GET /v1/convai/phone-numbers": ({ world }, { query }) => listNumbers(world, query),
  "GET /v1/convai/v2/phone-numbers": ({ world }, { query }) => {
    const { page, ...rest } = paginate(listNumbers(world, query), query);
    return { phone_numbers: page, ...rest };
  },
  "GET /v1/convai/phone-numbers/{id}": ({ world }, request) => showPhoneNumber(world, getNumber(world, request)),
  "POST /v1/convai/phone-numbers": ({ world }, { body }) => {
    const { phone_number, label, provider, agent_id } = parseBody(ImportNumber, body);
    const id = phoneNumberIdOf(phone_number);
    if (world.phoneNumbers.has(id)) throw refused("phone_number_exists", "This phone number was imported before.");
    world.phoneNumbers.set(id, {
      phone_number_id: id,
      phone_number,
      label,
      provider,
      agent_id: checkAgent(world, agent_id ?? null),
    });
    world.save();
    return { phone_number_id: id };
  },
  "PATCH /v1/convai/phone-numbers/{id}": ({ world }, request) => {
    const number = getNumber(world, request);
    const changes = parseBody(UpdateNumber, request.body);
    if (changes.agent_id !== undefined) number.agent_id = checkAgent(world, changes.agent_id);
    number.label = changes.label ?? number.label;
    world.save();
    return showPhoneNumber(world, number);
  },
  "DELETE /v1/convai/phone-numbers/{id}": ({ world }, request) => {
    world.phoneNumbers.delete(getNumber(world, request).phone_number_id);
    world.save();
    return null;
  },
};

export function showPhoneNumber(world: World, number: PhoneNumberRecord) {
  const agent = number.agent_id === null ? undefined : world.agents.get(number.agent_id);
  return {
    phone_number_id: number.phone_number_id,
    phone_number: number.phone_number,
    label: number.label,
    provider: number.provider,
    supports_inbound: true,
    supports_outbound: true,
    assigned_agent: agent ? { agent_id: agent.agent_id, agent_name: agent.name } : null,
    ...(number.provider === "sip_trunk"
      ? { livekit_stack: "standard", outbound_trunk: null, inbound_trunk: null, provider_config: null }
      : {}),
  };
}

function getNumber(world: World, { id }: ApiRequest): PhoneNumberRecord {
  const number = world.phoneNumbers.get(id);
  if (!number) throw notFound("phone_number", id);
  return number;
}

function listNumbers(world: World, query: URLSearchParams) {
  const agentId = query.get("agent_id");
  const provider = query.get("provider");
  return [...world.phoneNumbers.values()]
    .filter((number) => agentId === null || number.agent_id === agentId)
    .filter((number) => provider === null || number.provider === provider)
    .map((number) => showPhoneNumber(world, number));
}

function checkAgent(world: World, agentId: string | null): string | null {
  if (agentId !== null && !world.agents.has(agentId)) throw notFound("agent", agentId);
  return agentId;
}
