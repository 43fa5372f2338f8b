import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { Transaction } from "@/lib/db/transaction";
import { countedMax, toTotal } from "@/lib/lists/list-total";
import { followUpConditions } from "./_conditions";
import { type FollowUpTab, followUpTabs } from "./follow-up-tab";
import type { FollowUpCounts, FollowUpFilters } from "./schema";

type FollowUps = ExpressionBuilder<DB & { f: DB["follow_ups"] }, "f">;

/** The condition of each tab. */
export const tabConditions: Record<FollowUpTab, (f: FollowUps, today: string) => Expression<SqlBool>> = {
  due: (f, today) => pending(f, f("f.follow_up_date", "=", today)),
  overdue: (f, today) => pending(f, f("f.follow_up_date", "<", today)),
  upcoming: (f, today) => pending(f, f("f.follow_up_date", ">", today)),
  done: (f) => f("f.is_completed", "=", true),
  cancelled: (f) => f("f.follow_up_status", "=", "cancelled"),
};

type Counted = { userId: string; country?: string | null; today: string; filters?: FollowUpFilters };

const pending = (f: FollowUps, when: Expression<SqlBool>) => f.and([f("f.follow_up_status", "=", "pending"), when]);

/** How many follow-ups of each tab the filters leave, counted by index and only as far as lists are. */
export async function countFollowUps(
  { kysely }: Transaction,
  { userId, country = null, today, filters = {} }: Counted,
): Promise<FollowUpCounts> {
  const counts = await kysely
    .selectNoFrom((eb) =>
      followUpTabs.map((tab) => {
        const ofTab = kysely
          .selectFrom("follow_ups as f")
          .select("f.id")
          .where("f.user_id", "=", userId)
          .where((f) => tabConditions[tab](f, today))
          .where((f) => followUpConditions(f, country, filters))
          .limit(countedMax + 1)
          .as("of_tab");
        return eb
          .selectFrom(ofTab)
          .select((of) => of.fn.countAll<number>().as("count"))
          .as(tab);
      }),
    )
    .executeTakeFirst();
  const of = (tab: FollowUpTab) => toTotal(counts?.[tab] ?? 0);
  return {
    due: of("due"),
    overdue: of("overdue"),
    upcoming: of("upcoming"),
    done: of("done"),
    cancelled: of("cancelled"),
  };
}
