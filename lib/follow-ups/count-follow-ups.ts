import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { Transaction } from "@/lib/db/transaction";
import { countedMax, toTotal } from "@/lib/platform/list-total";
import { type FollowUpTab, followUpTabs } from "./follow-up-tab";
import type { FollowUpCounts } from "./schema";

type FollowUps = ExpressionBuilder<DB & { f: DB["follow_ups"] }, "f">;

/** What belongs to a tab. */
export const tabConditions: Record<FollowUpTab, (f: FollowUps, today: string) => Expression<SqlBool>> = {
  due: (f, today) => pending(f, f("f.follow_up_date", "=", today)),
  overdue: (f, today) => pending(f, f("f.follow_up_date", "<", today)),
  upcoming: (f, today) => pending(f, f("f.follow_up_date", ">", today)),
  done: (f) => f("f.is_completed", "=", true),
  cancelled: (f) => f("f.follow_up_status", "=", "cancelled"),
};

const pending = (f: FollowUps, when: Expression<SqlBool>) => f.and([f("f.follow_up_status", "=", "pending"), when]);

/** How many follow-ups each tab has, counted by index and only as far as lists are. */
export async function countFollowUps(
  { kysely }: Transaction,
  { userId, today }: { userId: string; today: string },
): Promise<FollowUpCounts> {
  const counts = await kysely
    .selectNoFrom((eb) =>
      followUpTabs.map((tab) => {
        const ofTab = kysely
          .selectFrom("follow_ups as f")
          .select("f.id")
          .where("f.user_id", "=", userId)
          .where((f) => tabConditions[tab](f, today))
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
