import type { ExpressionBuilder, InferResult, Kysely } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import { instantText } from "@/lib/lists/instant-text";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { oneOf } from "@/lib/platform/one-of";
import { followUpStatuses } from "./follow-up-status";
import type { FollowUp } from "./schema";

type FollowUps = ExpressionBuilder<DB & { f: DB["follow_ups"] }, "f">;

/** The columns of a row, of the table `f`. */
export const followUpColumns = (eb: FollowUps) =>
  [
    "f.id",
    "f.person_key",
    "f.call_id",
    eb
      .selectFrom("leads as p")
      .select("p.id")
      .whereRef("p.user_id", "=", "f.user_id")
      .whereRef("p.person_key", "=", "f.person_key")
      .as("lead_id"),
    "f.lead_name",
    "f.lead_phone",
    "f.lead_email",
    "f.follow_up_date as day",
    "f.remark",
    "f.follow_up_status",
    instantText<string | null>("f.completed_at").as("completed_at"),
  ] as const;

/** The tenant's follow-ups, of the table `f`. */
export const selectFollowUps = (kysely: Kysely<DB>, userId: string) =>
  kysely.selectFrom("follow_ups as f").where("f.user_id", "=", userId).select(followUpColumns);

export type FollowUpRow = InferResult<ReturnType<typeof selectFollowUps>>[number];

/** One of a call's person says neither number nor address itself: then the person's key, if it is one of them. */
export function toFollowUp(row: FollowUpRow): FollowUp {
  const { person_key: personKey } = row;
  if (personKey === null) throw new Error("A follow-up is of nobody, which its constraint refuses.");
  const number = row.lead_phone ?? (personKey.startsWith("+") ? personKey : null);
  const phone = number === null ? null : formatPhoneNumber(number);
  return {
    id: row.id,
    personKey,
    callId: row.call_id,
    leadId: row.lead_id,
    name: row.lead_name,
    phoneNumber: phone?.text ?? null,
    country: phone?.country ?? null,
    email: row.lead_email ?? (personKey.includes("@") ? personKey : null),
    day: row.day,
    remark: row.remark ?? "",
    status: oneOf(followUpStatuses, row.follow_up_status),
    completedAt: row.completed_at,
  };
}
