import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import type { FollowUpStatus } from "./follow-up-status";
import type { FollowUp } from "./schema";

export type FollowUpRow = {
  id: string;
  person_key: string;
  call_id: string | null;
  lead_id: string | null;
  lead_name: string | null;
  lead_phone: string | null;
  lead_email: string | null;
  day: string;
  remark: string | null;
  follow_up_status: FollowUpStatus;
  completed_at: string | null;
};

/** The columns of a row, of the table `f`. */
export const followUpColumns = `f.id, f.person_key, f.call_id,
  (SELECT p.id FROM leads p WHERE p.user_id = f.user_id AND p.person_key = f.person_key) AS lead_id, f.lead_name, f.lead_phone, f.lead_email,
  f.follow_up_date::text AS day, f.remark, f.follow_up_status,
  to_char(f.completed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS completed_at`;

/** One of a call's person says neither number nor address itself: then the person's key, if it is one of them. */
export function toFollowUp(row: FollowUpRow): FollowUp {
  const number = row.lead_phone ?? (row.person_key.startsWith("+") ? row.person_key : null);
  const phone = number === null ? null : formatPhoneNumber(number);
  return {
    id: row.id,
    personKey: row.person_key,
    callId: row.call_id,
    leadId: row.lead_id,
    name: row.lead_name,
    phoneNumber: phone?.text ?? null,
    country: phone?.country ?? null,
    email: row.lead_email ?? (row.person_key.includes("@") ? row.person_key : null),
    day: row.day,
    remark: row.remark ?? "",
    status: row.follow_up_status,
    completedAt: row.completed_at,
  };
}
