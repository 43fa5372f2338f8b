import type { CallDirection, CallSource } from "@/lib/calls/schema";
import type { Transaction } from "@/lib/db/transaction";
import { wholeDaysOf } from "@/lib/platform/date-range/comparison";
import type { AnalyticsFilters } from "./analytics-query";
import { addSegments, type Segment, type SegmentFigures } from "./figures";
import { readPartOfDay } from "./read-part-of-day";

/** Days in the tenant's zone, both ends included; with a time of day, the last one counts up to it. */
export type Days = { from: string; to: string; until?: string | null };

export type SegmentRow = Segment & { figures: SegmentFigures };
export type SegmentDay = { day: string; figures: SegmentFigures };

const segmentColumns: Record<keyof SegmentFigures, string> = {
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
  ctaCalls: "cta_calls",
  ctaPricing: "cta_pricing_clicks",
  ctaDemo: "cta_demo_clicks",
  ctaFollowup: "cta_followup_clicks",
  ctaSample: "cta_sample_clicks",
  ctaHuman: "cta_human_escalations",
  qualifiedCtaCalls: "qualified_cta_calls",
  outcome_completed: "completed_outcomes",
  outcome_no_answer: "no_answer_outcomes",
  outcome_busy: "busy_outcomes",
  outcome_failed: "failed_outcomes",
  outcome_voicemail: "voicemail_outcomes",
  outcome_disconnected: "disconnected_outcomes",
};

const sums = Object.entries(segmentColumns)
  .map(([name, column]) => `sum(${column})::integer AS "${name}"`)
  .join(", ");

export type SegmentPeriod = { segments: SegmentRow[]; days: SegmentDay[] };
export type Tenant = { userId: string; timezone: string };

type Row = SegmentFigures & {
  period: number;
  day: string | null;
  agent_id: string | null;
  call_source: CallSource | null;
  lead_type: CallDirection | null;
};

export type SegmentQuery = {
  periods: readonly Days[];
  /** Of how many periods, from the first, the days are wanted as well. */
  periodsByDay?: number;
  filters: AnalyticsFilters;
};

/**
 * The segments of some periods, and their days, under the same filters: two groupings of one reading. The periods may overlap. A
 * tenant has a row for each day, agent, source and direction that had a call, however many calls those are. The part of a day that a period
 * may end with is counted from its calls.
 */
export async function readSegments(
  tx: Transaction,
  tenant: Tenant,
  { periods, periodsByDay = periods.length, filters }: SegmentQuery,
): Promise<SegmentPeriod[]> {
  const spans = periods.map(wholeDaysOf);
  const values: unknown[] = [tenant.userId, spans.map(({ from }) => from), spans.map(({ to }) => to)];
  const narrowed = Object.entries({
    agent_id: filters.agent,
    call_source: filters.source,
    lead_type: filters.direction,
  }).flatMap(([column, value]) => (value === undefined ? [] : [` AND s.${column} = $${values.push(value)}`]));
  const { rows } = await tx.query<Row>(
    `SELECT p.period::integer AS period, CASE WHEN p.period <= ${Math.trunc(periodsByDay)} THEN s.date END AS day, s.agent_id, s.call_source, s.lead_type, ${sums}
       FROM unnest($2::date[], $3::date[]) WITH ORDINALITY p (first_day, last_day, period)
       JOIN call_segment_analytics s ON s.date BETWEEN p.first_day AND p.last_day
      WHERE s.user_id = $1${narrowed.join("")}
      GROUP BY GROUPING SETS ((p.period, s.agent_id, s.call_source, s.lead_type), (p.period, CASE WHEN p.period <= ${Math.trunc(periodsByDay)} THEN s.date END))`,
    values,
  );
  const whole = periods.map((_, index) => {
    const own = rows.filter(({ period }) => period === index + 1);
    return {
      segments: own.flatMap(({ period, day, agent_id, call_source, lead_type, ...figures }) =>
        agent_id && call_source && lead_type
          ? [{ agentId: agent_id, source: call_source, direction: lead_type, figures }]
          : [],
      ),
      days: own.flatMap(({ period, day, agent_id, call_source, lead_type, ...figures }) =>
        day ? [{ day, figures }] : [],
      ),
    };
  });
  const found: SegmentPeriod[] = [];
  for (const [index, period] of periods.entries())
    found.push(withPart(whole[index], period.until ? await readPartOfDay(tx, tenant, period, filters) : [], period.to));
  return found;
}

/** A period with what is known of the part of its last day, whose segments then come twice. */
function withPart(period: SegmentPeriod = { segments: [], days: [] }, part: SegmentRow[], day: string): SegmentPeriod {
  if (part.length === 0) return period;
  return {
    segments: [...period.segments, ...part],
    days: [...period.days, { day, figures: addSegments(part.map(({ figures }) => figures)) }],
  };
}
