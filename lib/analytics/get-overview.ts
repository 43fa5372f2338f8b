import { requireTenant } from "@/lib/auth/require-tenant";
import type { Context } from "@/lib/db/context";
import type { Transaction } from "@/lib/db/transaction";
import type { LeadTemperature } from "@/lib/leads/lead-temperature";
import { eachDay } from "@/lib/platform/date-range/days";
import type { DateRange } from "@/lib/platform/date-range/schema";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import type { DayFigures, LatestLead, Overview, OverviewPoint } from "./overview";
import { addUp, noFigures } from "./period-figures";

const latestLeadsMax = 6;

/** All figures of the Overview in one transaction: two periods of daily rollups, the balance, and the latest leads by index. */
export async function getOverview(ctx: Context, { range }: { range: DateRange }): Promise<Overview> {
  const { userId, timezone } = requireTenant(ctx);
  const read = await ctx.db.tenant(userId, async (tx) => ({
    rows: await readDays(tx, userId, range.previousFrom, range.to),
    hours: range.days === 1 ? await readHours(tx, { userId, timezone }, range) : null,
    account: await readAccount(tx, userId),
    latestLeads: await readLatestLeads(tx, userId),
  }));
  const found = new Map(read.rows.map((row) => [row.day, row]));
  const fill = (from: string, to: string) => eachDay(from, to).map((day) => found.get(day) ?? { day, ...noFigures });
  const days = fill(range.from, range.to);
  const previousDays = fill(range.previousFrom, range.previousTo);
  return {
    range,
    timezone,
    days,
    points: read.hours ?? dailyPoints(days, previousDays),
    current: addUp(days),
    previous: addUp(previousDays),
    creditsLeft: read.account.credits,
    latestLeads: read.latestLeads,
    hasCalls: read.account.has_calls,
    agentCount: read.account.agent_count,
    asOf: ctx.clock.now().toISOString(),
  };
}

async function readDays(tx: Transaction, userId: string, from: string, to: string): Promise<DayFigures[]> {
  const { rows } = await tx.query<DayFigures>(
    `SELECT date AS day, total_calls AS calls, successful_calls AS "successfulCalls", total_duration_minutes AS minutes,
            credits_used AS "creditsUsed", leads_generated AS leads, qualified_leads AS "qualifiedLeads",
            hot_leads AS "hotLeads", warm_leads AS "warmLeads", cold_leads AS "coldLeads",
            inbound_calls AS "inboundCalls", outbound_calls AS "outboundCalls",
            phone_calls AS "phoneCalls", internet_calls AS "internetCalls", cta_calls AS "ctaCalls",
            cta_pricing_clicks AS "ctaPricing", cta_demo_clicks AS "ctaDemo", cta_followup_clicks AS "ctaFollowup",
            cta_sample_clicks AS "ctaSample", cta_human_escalations AS "ctaHuman"
       FROM user_analytics
      WHERE user_id = $1 AND hour IS NULL AND date BETWEEN $2::date AND $3::date`,
    [userId, from, to],
  );
  return rows;
}

function dailyPoints(days: readonly DayFigures[], previousDays: readonly DayFigures[]): OverviewPoint[] {
  return days.map(({ day, calls }, index) => {
    const previous = previousDays[index];
    return { day, hour: null, calls, previousDay: previous?.day ?? day, previousCalls: previous?.calls ?? 0 };
  });
}

/** The ended calls of one day and the one before it by the hour they began; two days by index, however long the history. */
async function readHours(
  tx: Transaction,
  { userId, timezone }: { userId: string; timezone: string },
  { from, previousFrom }: DateRange,
): Promise<OverviewPoint[]> {
  const { rows } = await tx.query<{ day: string; hour: number; calls: number }>(
    `SELECT call_date AS day, extract(hour FROM started_at AT TIME ZONE $2)::integer AS hour, count(*)::integer AS calls
       FROM calls
      WHERE user_id = $1 AND call_date BETWEEN $3::date AND $4::date AND status IN ('completed', 'failed')
        AND started_at >= ($3::date::timestamp AT TIME ZONE $2) - interval '2 hours'
        AND started_at < (($4::date + 1)::timestamp AT TIME ZONE $2) + interval '2 hours'
      GROUP BY 1, 2`,
    [userId, timezone, previousFrom, from],
  );
  const found = new Map(rows.map(({ day, hour, calls }) => [`${day} ${hour}`, calls]));
  return Array.from({ length: 24 }, (_, hour) => ({
    day: from,
    hour,
    calls: found.get(`${from} ${hour}`) ?? 0,
    previousDay: previousFrom,
    previousCalls: found.get(`${previousFrom} ${hour}`) ?? 0,
  }));
}

async function readAccount(tx: Transaction, userId: string) {
  const { rows } = await tx.query<{ credits: number; has_calls: boolean; agent_count: number }>(
    `SELECT u.credits, EXISTS (SELECT FROM calls c WHERE c.user_id = u.id) AS has_calls,
            (SELECT count(*)::integer FROM agents a WHERE a.user_id = u.id) AS agent_count
       FROM users u WHERE u.id = $1`,
    [userId],
  );
  return rows[0] ?? { credits: 0, has_calls: false, agent_count: 0 };
}

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

/** The newest days' leads are found by index and only they are looked up further, so the length of the history does not matter. */
async function readLatestLeads(tx: Transaction, userId: string): Promise<LatestLead[]> {
  const { rows } = await tx.query<LeadRow>(
    `SELECT c.id AS call_id, c.started_at, coalesce(c.caller_name, l.extracted_name) AS name, c.phone_number,
            l.company_name AS company, a.name AS agent_name, l.total_score, l.lead_status_tag
       FROM calls c
       JOIN lead_analytics l ON l.call_id = c.id AND l.user_id = c.user_id
       JOIN agents a ON a.id = c.agent_id AND a.user_id = c.user_id
      WHERE c.user_id = $1
        AND c.started_at >= (
          SELECT min(newest.started_at) FROM (
            SELECT d.started_at FROM calls d WHERE d.user_id = $1 ORDER BY d.started_at DESC, d.id DESC LIMIT 500
          ) newest)
      ORDER BY c.started_at DESC, c.id DESC
      LIMIT ${latestLeadsMax}`,
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
