import type { Transaction } from "@/lib/db/transaction";
import type { DayFigures } from "./overview";
import type { Days } from "./read-segments";
import { columnsOf } from "./rollup-columns";

/** The daily rollups of a tenant that exist between two days, both included. */
export function readDays({ kysely }: Transaction, userId: string, { from, to }: Days): Promise<DayFigures[]> {
  return kysely
    .selectFrom("user_daily_analytics")
    .select(["date as day", ...columnsOf("agentDays")])
    .where("user_id", "=", userId)
    .where("date", ">=", from)
    .where("date", "<=", to)
    .execute();
}
