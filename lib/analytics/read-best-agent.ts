import type { Transaction } from "@/lib/db/transaction";
import type { BestAgent, PeriodFigures } from "./overview";
import { periodColumns } from "./period-columns";
import type { Days } from "./read-segments";

const sums = Object.entries(periodColumns).map(([name, column]) => `sum(${column})::integer AS "${name}"`);

/** The agent that ranks first in a period: by qualified leads, then leads, then successful calls. */
export async function readBestAgent(tx: Transaction, userId: string, { from, to }: Days): Promise<BestAgent | null> {
  const { rows } = await tx.query<PeriodFigures & { id: string; name: string }>(
    `SELECT best.*, a.name FROM agents a JOIN (
       SELECT agent_id AS id, ${sums.join(", ")} FROM agent_analytics
        WHERE user_id = $1 AND date BETWEEN $2::date AND $3::date AND hour IS NULL
        GROUP BY agent_id HAVING sum(total_calls) > 0 OR sum(leads_generated) > 0
        ORDER BY sum(qualified_leads) DESC, sum(leads_generated) DESC, sum(successful_calls) DESC, agent_id LIMIT 1
     ) best ON best.id = a.id AND a.user_id = $1`,
    [userId, from, to],
  );
  const [row] = rows;
  if (!row) return null;
  const { id, name, ...figures } = row;
  return { id, name, figures };
}
