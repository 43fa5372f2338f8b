import type { Transaction } from "@/lib/db/transaction";
import { columnsOf } from "./rollup-columns";
import type { Days, DayTotals } from "./totals";

/** The daily rollups of a tenant that exist between two days, both included. */
export function readDays({ kysely }: Transaction, userId: string, { from, to }: Days): Promise<DayTotals[]> {
  return kysely
    .selectFrom("user_daily_analytics")
    .select(["date as day", ...columnsOf("agentDays")])
    .where("user_id", "=", userId)
    .where("date", ">=", from)
    .where("date", "<=", to)
    .execute();
}
