import type { Transaction } from "@/lib/db/transaction";
import type { LeadTemperature } from "@/lib/leads/lead-temperature";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import type { LatestLead } from "./overview";

const latestLeadsMax = 5;

type LeadRow = {
  call_id: string;
  started_at: Date;
  name: string | null;
  phone_number: string | null;
  company: string | null;
  agent_name: string;
  total_score: number | null;
  lead_status_tag: LeadTemperature;
};

/** The newest hot leads of counted calls, read in order by index and only then looked up further, so the length of the history does not matter. */
export async function readHotLeads(tx: Transaction, userId: string): Promise<LatestLead[]> {
  const { rows } = await tx.query<LeadRow>(
    `WITH newest AS MATERIALIZED (
       SELECT l.* FROM lead_analytics l WHERE l.user_id = $1 AND l.lead_status_tag = 'hot' AND l.is_counted
        ORDER BY l.call_started_at DESC, l.call_id DESC LIMIT ${latestLeadsMax}
     )
     SELECT c.id AS call_id, c.started_at, coalesce(c.caller_name, l.extracted_name) AS name, c.phone_number,
            l.company_name AS company, a.name AS agent_name, l.total_score, l.lead_status_tag
       FROM calls c
       JOIN newest l ON l.call_id = c.id AND l.user_id = c.user_id
       JOIN agents a ON a.id = c.agent_id AND a.user_id = c.user_id
      WHERE c.id = ANY (ARRAY (SELECT call_id FROM newest))
      ORDER BY c.started_at DESC, c.id DESC`,
    [userId],
  );
  return rows.map((row) => ({
    callId: row.call_id,
    startedAt: row.started_at.toISOString(),
    name: row.name,
    phoneNumber: row.phone_number && formatPhoneNumber(row.phone_number).text,
    company: row.company,
    agentName: row.agent_name,
    totalScore: row.total_score,
    temperature: row.lead_status_tag,
  }));
}
