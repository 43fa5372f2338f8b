import type { QuarantineReason } from "@/lib/ingest/events/projection";

const reasonLabels: Readonly<Record<QuarantineReason, string>> = {
  invalid_utf8: "Not UTF-8",
  not_json: "Not JSON",
  not_an_event: "Not an event",
  missing_conversation_id: "No conversation",
  missing_agent_id: "No agent",
  missing_audio: "No audio",
  missing_body: "Stored body is gone",
  unknown_agent: "Agent is not linked",
  agent_of_another_tenant: "Agent of another tenant",
  rejected_by_database: "Rejected by the database",
  unreadable: "Cannot be read",
};

/** Why an event was set aside, in words. */
export function reasonLabel(reason: string): string {
  return Object.entries(reasonLabels).find(([known]) => known === reason)?.[1] ?? reason;
}
