import type { Transaction } from "@/lib/db/transaction";
import { type PeriodType, periodTypes } from "./period-type";

/** An agent's newest period of a type against the one before; a change is per cent of it, null when that was zero or unknown. */
export type AgentTrend = {
  type: PeriodType;
  from: string;
  to: string;
  calls: number;
  leads: number;
  qualifiedLeads: number;
  callsChange: number | null;
  leadsChange: number | null;
  qualifiedLeadsChange: number | null;
  successRateChange: number | null;
  scoreChange: number | null;
  rank: number;
  /** How many agents had a call or a lead in the period. */
  ranked: number;
};

type Row = {
  type: PeriodType;
  from: string;
  to: string;
  calls: number;
  leads: number;
  qualifiedLeads: number;
  rank: number;
  ranked: number;
} & Record<"callsChange" | "leadsChange" | "qualifiedLeadsChange" | "successRateChange" | "scoreChange", number | null>;

/** The newest trend of each type that begins on a day or before it; trends follow their calls within the hour. */
export async function readAgentTrends(
  tx: Transaction,
  { userId, agentId, until }: { userId: string; agentId: string; until: string },
): Promise<AgentTrend[]> {
  const { rows } = await tx.query<Row>(
    `SELECT DISTINCT ON (t.period_type) t.period_type AS type, t.period_start AS from, t.period_end AS to, t.total_calls AS calls,
            t.leads_generated AS leads, t.qualified_leads AS "qualifiedLeads", t.calls_change_percentage::float8 AS "callsChange",
            t.leads_change_percentage::float8 AS "leadsChange", t.qualified_leads_change_percentage::float8 AS "qualifiedLeadsChange",
            t.success_rate_change_percentage::float8 AS "successRateChange", t.score_change_percentage::float8 AS "scoreChange",
            t.performance_rank AS rank,
            (SELECT count(*)::integer FROM agent_performance_trends o
              WHERE o.user_id = t.user_id AND o.period_type = t.period_type AND o.period_start = t.period_start) AS ranked
       FROM agent_performance_trends t
      WHERE t.user_id = $1 AND t.agent_id = $2 AND t.period_start <= $3::date
      ORDER BY t.period_type, t.period_start DESC`,
    [userId, agentId, until],
  );
  const place = ({ type }: Row) => periodTypes.indexOf(type);
  return rows.sort((a, b) => place(a) - place(b));
}
