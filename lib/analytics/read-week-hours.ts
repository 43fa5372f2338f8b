import type { Transaction } from "@/lib/db/transaction";
import type { Days } from "./read-segments";

/** An hour of the week in the tenant's zone; `weekday` 1 is Monday. */
export type WeekHour = {
  weekday: number;
  hour: number;
  calls: number;
  answeredCalls: number;
  leads: number;
  qualifiedLeads: number;
};

/** The hours of a period's days added up by their place in the week; those without anything are left out. */
export async function readWeekHours(tx: Transaction, userId: string, { from, to }: Days): Promise<WeekHour[]> {
  const { rows } = await tx.query<WeekHour>(
    `SELECT extract(isodow FROM date)::integer AS weekday, hour, sum(total_calls)::integer AS calls,
            sum(answered_calls)::integer AS "answeredCalls", sum(leads_generated)::integer AS leads,
            sum(qualified_leads)::integer AS "qualifiedLeads"
       FROM user_analytics
      WHERE user_id = $1 AND date BETWEEN $2::date AND $3::date AND hour IS NOT NULL
      GROUP BY 1, 2`,
    [userId, from, to],
  );
  return rows;
}
