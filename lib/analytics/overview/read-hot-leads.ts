import { sql } from "kysely";
import { leadTemperatures } from "@/lib/calls/lead-temperature";
import type { Transaction } from "@/lib/db/transaction";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { oneOf } from "@/lib/platform/one-of";
import type { LatestLead } from "./overview";

const latestLeadsMax = 5;

/** The newest hot leads of counted calls, read in order by index and only then looked up further, so the length of the history does not matter. */
export async function readHotLeads({ kysely }: Transaction, userId: string): Promise<LatestLead[]> {
  const leads = await kysely
    .with(
      (cte) => cte("newest").materialized(),
      (qb) =>
        qb
          .selectFrom("lead_analytics as l")
          .selectAll()
          .where("l.user_id", "=", userId)
          .where("l.lead_status_tag", "=", "hot")
          .where("l.is_counted", "=", true)
          .orderBy("l.call_started_at", "desc")
          .orderBy("l.call_id", "desc")
          .limit(latestLeadsMax),
    )
    .selectFrom("calls as c")
    .innerJoin("newest as l", (join) => join.onRef("l.call_id", "=", "c.id"))
    .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "c.agent_id").onRef("a.user_id", "=", "c.user_id"))
    .select((eb) => [
      "c.id as callId",
      "c.started_at as startedAt",
      eb.fn.coalesce("c.caller_name", "l.extracted_name").as("name"),
      "c.phone_number as phoneNumber",
      "l.company_name as company",
      "a.name as agentName",
      "l.total_score as totalScore",
      "l.lead_status_tag as temperature",
    ])
    .where((eb) => sql<boolean>`c.id = ANY (ARRAY (${eb.selectFrom("newest").select("newest.call_id")}))`)
    .orderBy("c.started_at", "desc")
    .orderBy("c.id", "desc")
    .execute();
  return leads.map((lead) => {
    const phone = lead.phoneNumber ? formatPhoneNumber(lead.phoneNumber) : null;
    return {
      ...lead,
      startedAt: lead.startedAt.toISOString(),
      phoneNumber: phone?.text ?? null,
      country: phone?.country ?? null,
      temperature: oneOf(leadTemperatures, lead.temperature),
    };
  });
}
