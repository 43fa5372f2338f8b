import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import type { ComparedRange } from "@/lib/platform/date-range/resolve-compared";
import type { DateRange } from "@/lib/platform/date-range/schema";
import { addSegments, type SegmentFigures } from "./figures";
import { ranksOf } from "./ranks-of";
import { readSegments, type SegmentRow } from "./read-segments";

/** An agent with what it did in a period and the one it is compared with. Instants are ISO 8601 in UTC. */
export type AgentFigures = {
  id: string;
  name: string;
  isActive: boolean;
  lastCallAt: string | null;
  current: SegmentFigures;
  previous: SegmentFigures;
  /** Calls of equal parts of the period, the first days first. */
  course: number[];
  /** By qualified leads, then leads, then successful calls; null without calls and leads. */
  rank: number | null;
};

export type AgentList = ComparedRange & { timezone: string; agents: AgentFigures[]; asOf: string };

const courseParts = 30;
const agentsMax = 500;

/** Every agent of the tenant with its figures of a period, best first, from daily rollups. */
export async function listAgentFigures(ctx: Context, { range, comparison }: ComparedRange): Promise<AgentList> {
  const { userId, timezone } = requirePermission(ctx, "analytics.read");
  const asOf = ctx.clock.now().toISOString();
  return ctx.db.tenant(userId, async (tx) => {
    const agents = await readAgents(tx, userId);
    const courses = await readCourses(tx, userId, range);
    const [current, previous] = await readSegments(
      tx,
      { userId, timezone },
      {
        periods: [range, comparison],
        periodsByDay: 0,
        filters: {},
      },
    );
    const found = agents.map((agent) => ({
      ...agent,
      current: sumOf(current?.segments, agent.id),
      previous: sumOf(previous?.segments, agent.id),
      course: courses.get(agent.id) ?? Array.from({ length: Math.min(courseParts, range.days) }, () => 0),
    }));
    const ranks = ranksOf(found.map(({ current: figures }) => figures));
    const ranked = found.map((agent, index) => ({ ...agent, rank: ranks[index] ?? null }));
    const place = ({ rank }: { rank: number | null }) => rank ?? Number.POSITIVE_INFINITY;
    const sorted = ranked.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
    return { range, comparison, timezone, agents: sorted, asOf };
  });
}

function sumOf(segments: readonly SegmentRow[] | undefined, id: string): SegmentFigures {
  return addSegments((segments ?? []).filter(({ agentId }) => agentId === id).map(({ figures }) => figures));
}

async function readAgents(tx: Transaction, userId: string) {
  const { rows } = await tx.query<{ id: string; name: string; is_active: boolean; last_call_at: Date | null }>(
    `SELECT a.id, a.name, a.is_active, c.started_at AS last_call_at
       FROM (SELECT id, name, is_active FROM agents WHERE user_id = $1 ORDER BY is_active DESC, name, id LIMIT ${agentsMax}) a
       LEFT JOIN LATERAL (
         SELECT started_at FROM calls WHERE agent_id = a.id AND user_id = $1 ORDER BY started_at DESC, id DESC LIMIT 1
       ) c ON true
      ORDER BY a.is_active DESC, a.name, a.id`,
    [userId],
  );
  return rows.map(({ id, name, is_active, last_call_at }) => ({
    id,
    name,
    isActive: is_active,
    lastCallAt: last_call_at?.toISOString() ?? null,
  }));
}

/** Calls of each agent by part of the period, so that a year of many agents is no more to send than a month. */
async function readCourses(tx: Transaction, userId: string, { from, to, days }: DateRange) {
  const parts = Math.min(courseParts, days);
  const { rows } = await tx.query<{ agent_id: string; part: number; calls: number }>(
    `SELECT agent_id, (date - $2::date) * $4::integer / $5::integer AS part, sum(total_calls)::integer AS calls
       FROM agent_analytics WHERE user_id = $1 AND date BETWEEN $2::date AND $3::date GROUP BY 1, 2`,
    [userId, from, to, parts, days],
  );
  const courses = new Map<string, number[]>();
  for (const { agent_id, part, calls } of rows) {
    const course = courses.get(agent_id) ?? Array.from({ length: parts }, () => 0);
    course[part] = calls;
    courses.set(agent_id, course);
  }
  return courses;
}
