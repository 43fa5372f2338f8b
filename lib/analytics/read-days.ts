import type { Transaction } from "@/lib/db/transaction";
import type { DayFigures } from "./overview";
import { periodColumns } from "./period-columns";
import type { Days } from "./read-segments";

const columns = Object.entries(periodColumns).map(([name, column]) => `${column} AS "${name}"`);

/** The daily rollups of a tenant that exist between two days, both included. */
export async function readDays(tx: Transaction, userId: string, { from, to }: Days): Promise<DayFigures[]> {
  const { rows } = await tx.query<DayFigures>(
    `SELECT date AS day, ${columns.join(", ")} FROM user_daily_analytics WHERE user_id = $1 AND date BETWEEN $2::date AND $3::date`,
    [userId, from, to],
  );
  return rows;
}
