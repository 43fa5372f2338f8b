import type { Transaction } from "@/lib/db/transaction";
import type { BestAgent, PeriodFigures } from "./overview";
import { periodColumns } from "./period-columns";
import type { Days } from "./read-segments";

const sums = Object.entries(periodColumns).map(([name, column]) => `sum(d.${column})::integer AS "${name}"`);

/** The best agent of a period, as `find_best_agent` has it for `user_kpi_summary` too; null while none has ten calls. */
export async function readBestAgent(tx: Transaction, userId: string, { from, to }: Days): Promise<BestAgent | null> {
  const { rows } = await tx.query<PeriodFigures & { id: string; name: string }>(
    `SELECT a.id, a.name, ${sums.join(", ")}
       FROM agents a JOIN agent_analytics d ON d.agent_id = a.id AND d.user_id = a.user_id
      WHERE a.user_id = $1 AND a.id = find_best_agent($1, $2::date, $3::date) AND d.date BETWEEN $2::date AND $3::date AND d.hour IS NULL
      GROUP BY a.id, a.name`,
    [userId, from, to],
  );
  const [row] = rows;
  if (!row) return null;
  const { id, name, ...figures } = row;
  return { id, name, figures };
}
