import { type SelectQueryBuilder, sql } from "kysely";
import { Reasoning } from "@/lib/calls/call-detail";
import { scoreNames } from "@/lib/calls/lead-scores";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { Transaction } from "@/lib/db/transaction";
import { instantText } from "@/lib/lists/instant-text";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { readUntil } from "./_scope";
import type { NotificationKind } from "./notification-kind";
import type { Notification } from "./schema";

export type NotificationRow = Awaited<ReturnType<typeof lookUpNotifications>>[number];

type Found = { call_id: string };

/** Looks the leads of the calls that `page` finds up: whom each call was with, and what proves it. */
export async function lookUpNotifications(
  { kysely }: Transaction,
  userId: string,
  page: SelectQueryBuilder<DB & { l: DB["lead_analytics"] }, "l", Found>,
  order: "asc" | "desc",
) {
  const isFound = sql<string>`ANY (ARRAY (SELECT call_id FROM found))`;
  return kysely
    .with(
      (found) => found("found").materialized(),
      () => page,
    )
    .selectFrom("found as f")
    .innerJoin("lead_analytics as l", (join) => join.onRef("l.call_id", "=", "f.call_id").on("l.user_id", "=", userId))
    .innerJoin("calls as c", (join) => join.onRef("c.id", "=", "f.call_id").on("c.user_id", "=", userId))
    .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "c.agent_id").on("a.user_id", "=", userId))
    .leftJoin("leads as p", (join) => join.on("p.user_id", "=", userId).onRef("p.person_key", "=", "l.person_key"))
    .where("l.call_id", "=", isFound)
    .where("c.id", "=", isFound)
    .select((eb) => [
      "l.call_id",
      "l.person_key",
      eb("l.lead_status_tag", "=", "hot").as("is_hot"),
      "l.cta_escalated_to_human as is_human",
      instantText<string | null>("l.demo_scheduled_at").as("demo_at"),
      instantText("l.notified_at").as("notified_at"),
      instantText("c.started_at").as("started_at"),
      sql<boolean>`coalesce(l.unread_at > ${readUntil(userId)}, false)`.as("is_unread"),
      eb.fn.coalesce("c.caller_name", "l.extracted_name").as("name"),
      "c.phone_number",
      "l.company_name as company",
      "a.name as agent_name",
      "l.total_score",
      "l.reasoning",
      "p.id as lead_id",
    ])
    .orderBy("l.call_started_at", order)
    .orderBy("l.call_id", order)
    .execute();
}

export function toNotification(row: NotificationRow): Notification {
  const kinds: NotificationKind[] = [];
  const phone = row.phone_number ? formatPhoneNumber(row.phone_number) : null;
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
    phoneNumber: phone?.text ?? null,
    country: phone?.country ?? null,
    company: row.company,
    agentName: row.agent_name,
    totalScore: row.total_score,
    demoAt: row.demo_at,
    quote: quoteOf(row.reasoning),
  };
}

/** The first quote that a score rests on, the total score's before its parts'. */
function quoteOf(given: unknown): Notification["quote"] {
  const reasoning = Reasoning.parse(given);
  for (const name of ["total", ...scoreNames] as const) {
    const quote = reasoning[name]?.quote;
    if (quote) return { text: quote.text, turn: quote.turn };
  }
  return null;
}
