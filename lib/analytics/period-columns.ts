import type { PeriodFigures } from "./overview";

/** The column of the daily rollups that holds each figure. */
export const periodColumns: Record<keyof PeriodFigures, string> = {
  calls: "total_calls",
  successfulCalls: "successful_calls",
  failedCalls: "failed_calls",
  answeredCalls: "answered_calls",
  minutes: "total_duration_minutes",
  creditsUsed: "credits_used",
  leads: "leads_generated",
  qualifiedLeads: "qualified_leads",
  hotLeads: "hot_leads",
  warmLeads: "warm_leads",
  coldLeads: "cold_leads",
  inboundCalls: "inbound_calls",
  outboundCalls: "outbound_calls",
  phoneCalls: "phone_calls",
  internetCalls: "internet_calls",
  ctaCalls: "cta_calls",
  ctaPricing: "cta_pricing_clicks",
  ctaDemo: "cta_demo_clicks",
  ctaFollowup: "cta_followup_clicks",
  ctaSample: "cta_sample_clicks",
  ctaHuman: "cta_human_escalations",
};
