import { decodeConversationId } from "../conversation-id";
import { seedFrom } from "../create-random";
import { characters } from "../make-provider-id";
import type { ConversationPayload } from "../payload-types";
import { makeRecording } from "../recording/make-recording";
import { notFound } from "./api-fault";
import type { World } from "./create-world";
import { findConversation } from "./find-conversation";
import { type ApiRequest, paginate, type Routes } from "./route-types";

export const conversationRoutes: Routes = {
  "GET /v1/convai/conversations": ({ world }, { query }) => {
    const agentId = query.get("agent_id");
    const after = Number(query.get("call_start_after_unix") ?? 0);
    const before = Number(query.get("call_start_before_unix") ?? Number.POSITIVE_INFINITY);
    const rows = [...world.conversationIds]
      .flatMap((id) => {
        const key = decodeConversationId(id);
        return key ? [{ id, agentHash: key.agentHash, startedAt: key.startedAtSeconds }] : [];
      })
      .filter(({ agentHash }) => agentId === null || agentHash === seedFrom(agentId))
      .filter(({ startedAt }) => startedAt >= after && startedAt <= before)
      .sort((a, b) => b.startedAt - a.startedAt);
    const { page, ...rest } = paginate(rows, query);
    const withSummary = query.get("summary_mode") === "include";
    const conversations = page.flatMap(({ id }) => findConversation(world, id) ?? []);
    return { conversations: conversations.map((conversation) => summarise(conversation, withSummary)), ...rest };
  },
  "GET /v1/convai/conversations/{id}": ({ world }, request) => getConversation(world, request),
  "GET /v1/convai/conversations/{id}/audio": ({ world }, request) => {
    const conversation = getConversation(world, request);
    if (!conversation.has_audio) throw notFound("audio", request.id);
    return makeRecording(conversation);
  },
  "DELETE /v1/convai/conversations/{id}": ({ world }, request) => {
    getConversation(world, request);
    world.deletedConversationIds.add(request.id);
    world.conversationIds.delete(request.id);
    world.outbound.delete(request.id);
    world.save();
    return {};
  },
  "GET /v1/convai/conversation/get-signed-url": ({ world }, { query }) => {
    const agentId = query.get("agent_id") ?? "";
    if (!world.agents.has(agentId)) throw notFound("agent", agentId);
    const signature = characters("0123456789abcdef", 32, agentId, Date.now());
    const search = new URLSearchParams({ agent_id: agentId, conversation_signature: signature });
    return { signed_url: `wss://api.elevenlabs.io/v1/convai/conversation?${search}` };
  },
};

function getConversation(world: World, { id }: ApiRequest): ConversationPayload {
  const conversation = findConversation(world, id);
  if (!conversation) throw notFound("conversation", id);
  return conversation;
}

function summarise(conversation: ConversationPayload, withSummary: boolean) {
  const { metadata, analysis, transcript } = conversation;
  return {
    agent_id: conversation.agent_id,
    branch_id: conversation.branch_id,
    version_id: conversation.version_id,
    agent_name: conversation.agent_name,
    conversation_id: conversation.conversation_id,
    start_time_unix_secs: metadata.start_time_unix_secs,
    call_duration_secs: metadata.call_duration_secs,
    message_count: transcript.length,
    status: conversation.status,
    termination_reason: metadata.termination_reason,
    call_successful: analysis?.call_successful ?? "unknown",
    call_success_score: analysis?.call_success_score ?? null,
    transcript_summary: withSummary ? (analysis?.transcript_summary ?? null) : null,
    call_summary_title: analysis?.call_summary_title ?? null,
    main_language: metadata.main_language,
    conversation_initiation_source: metadata.conversation_initiation_source,
    tool_names: [...new Set(transcript.flatMap((turn) => turn.tool_calls.map((call) => call.tool_name)))],
    direction: metadata.phone_call?.direction ?? null,
    rating: null,
    tag_ids: [],
  };
}
