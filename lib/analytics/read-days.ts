import type { Transaction } from "@/lib/db/transaction";
import type { DayFigures } from "./overview";

/** The daily rollups of a tenant that exist between two days, both included. */
export async function readDays(tx: Transaction, userId: string, from: string, to: string): Promise<DayFigures[]> {
  const { rows } = await tx.query<DayFigures>(
    `SELECT date AS day, total_calls AS calls, successful_calls AS "successfulCalls", total_duration_minutes AS minutes,
            credits_used AS "creditsUsed", leads_generated AS leads, qualified_leads AS "qualifiedLeads",
            hot_leads AS "hotLeads", warm_leads AS "warmLeads", cold_leads AS "coldLeads",
            inbound_calls AS "inboundCalls", outbound_calls AS "outboundCalls",
            phone_calls AS "phoneCalls", internet_calls AS "internetCalls", cta_calls AS "ctaCalls",
            cta_pricing_clicks AS "ctaPricing", cta_demo_clicks AS "ctaDemo", cta_followup_clicks AS "ctaFollowup",
            cta_sample_clicks AS "ctaSample", cta_human_escalations AS "ctaHuman"
       FROM user_daily_analytics
      WHERE user_id = $1 AND date BETWEEN $2::date AND $3::date`,
    [userId, from, to],
  );
  return rows;
}
