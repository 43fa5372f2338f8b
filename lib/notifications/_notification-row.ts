import { Reasoning } from "@/lib/calls/call-detail";
import { scoreNames } from "@/lib/leads/lead-scores";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { readUntil } from "./_scope";
import type { NotificationKind } from "./notification-kind";
import type { Notification } from "./schema";

export type NotificationRow = {
  call_id: string;
  person_key: string;
  lead_id: string | null;
  is_hot: boolean;
  is_human: boolean;
  demo_at: string | null;
  notified_at: string;
  started_at: string;
  is_unread: boolean;
  name: string | null;
  phone_number: string | null;
  company: string | null;
  agent_name: string;
  total_score: number | null;
  reasoning: unknown;
};

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Looks the leads of the calls that `page` finds up: whom each call was with, and what proves it. `$1` is the tenant. */
export const lookUpNotifications = (page: string, order: "ASC" | "DESC") => `
  WITH found AS MATERIALIZED (${page})
  SELECT l.call_id, l.person_key, l.lead_status_tag = 'hot' AS is_hot, l.cta_escalated_to_human AS is_human,
         ${instant("l.demo_scheduled_at")} AS demo_at, ${instant("l.notified_at")} AS notified_at,
         ${instant("c.started_at")} AS started_at, coalesce(l.unread_at > ${readUntil}, false) AS is_unread,
         coalesce(c.caller_name, l.extracted_name) AS name, c.phone_number, l.company_name AS company, a.name AS agent_name,
         l.total_score, l.reasoning, p.id AS lead_id
    FROM found f
    JOIN lead_analytics l ON l.call_id = f.call_id AND l.user_id = $1
    JOIN calls c ON c.id = f.call_id AND c.user_id = $1
    JOIN agents a ON a.id = c.agent_id AND a.user_id = $1
    LEFT JOIN leads p ON p.user_id = $1 AND p.person_key = l.person_key
   WHERE l.call_id = ANY (ARRAY (SELECT call_id FROM found)) AND c.id = ANY (ARRAY (SELECT call_id FROM found))
   ORDER BY l.call_started_at ${order}, l.call_id ${order}`;

export function toNotification(row: NotificationRow): Notification {
  const kinds: NotificationKind[] = [];
  if (row.is_hot) kinds.push("hot");
  if (row.demo_at) kinds.push("demo");
  if (row.is_human) kinds.push("human");
  return {
    callId: row.call_id,
    personKey: row.person_key,
    leadId: row.lead_id,
    kinds,
    notifiedAt: row.notified_at,
    startedAt: row.started_at,
    isUnread: row.is_unread,
    name: row.name,
    phoneNumber: row.phone_number && formatPhoneNumber(row.phone_number).text,
    company: row.company,
    agentName: row.agent_name,
    totalScore: row.total_score,
    demoAt: row.demo_at,
    quote: quoteOf(row.reasoning),
  };
}

/** The first quote that a score rests on, the whole judgement's before its parts'. */
function quoteOf(given: unknown): Notification["quote"] {
  const reasoning = Reasoning.parse(given);
  for (const name of ["total", ...scoreNames] as const) {
    const quote = reasoning[name]?.quote;
    if (quote) return { text: quote.text, turn: quote.turn };
  }
  return null;
}
