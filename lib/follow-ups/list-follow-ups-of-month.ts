import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { Day } from "@/lib/platform/date-range/schema";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { parseInput } from "@/lib/platform/parse-input";
import { followUpColumns, selectFollowUps, toFollowUp } from "./_follow-up-row";
import { countFollowUps } from "./count-follow-ups";
import type { FollowUpMonth } from "./schema";

const shownPerDay = 3;
const MonthInput = z.object({
  month: z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])$/, "A month looks like 2026-11."),
  day: Day.nullish(),
});

/**
 * The days of a month that have follow-ups: how many, and the first three that are pending, or else done.
 * @param input.month `YYYY-MM`
 * @param input.day one whose follow-ups are listed as well
 */
export async function listFollowUpsOfMonth(
  ctx: Context,
  input: { month: string; day?: string | null },
): Promise<FollowUpMonth> {
  const { userId, timezone } = requirePermission(ctx, "follow_up.read");
  const { month, day } = parseInput(MonthInput, input);
  const today = todayIn(timezone, ctx.clock.now());
  const firstDay = `${month}-01`;

  const { days, firstRows, dayRows, counts } = await ctx.db.tenant(userId, async (tx) => {
    const ofMonth = tx.kysely
      .selectFrom("follow_ups as f")
      .where("f.user_id", "=", userId)
      .where("f.follow_up_date", ">=", firstDay)
      .where("f.follow_up_date", "<", sql<string>`(${firstDay}::date + interval '1 month')::date`);
    const days = await ofMonth
      .select((eb) => [
        "f.follow_up_date as day",
        eb.fn.countAll<number>().filterWhere("f.follow_up_status", "=", "pending").as("pending"),
        eb.fn.countAll<number>().filterWhere("f.is_completed", "=", true).as("completed"),
        eb.fn.countAll<number>().filterWhere("f.follow_up_status", "=", "cancelled").as("cancelled"),
      ])
      .groupBy("f.follow_up_date")
      .orderBy("f.follow_up_date")
      .execute();
    const placed = ofMonth
      .where("f.follow_up_status", "<>", "cancelled")
      .selectAll()
      .select(
        sql<number>`row_number() OVER (PARTITION BY f.follow_up_date ORDER BY f.follow_up_status = 'pending' DESC, f.id)`.as(
          "place",
        ),
      );
    const firstRows = await tx.kysely
      .selectFrom(placed.as("f"))
      .select(followUpColumns)
      .where("f.place", "<=", shownPerDay)
      .orderBy("f.follow_up_date")
      .orderBy("f.place")
      .execute();
    const dayRows = day
      ? await selectFollowUps(tx.kysely, userId)
          .where("f.follow_up_date", "=", day)
          .orderBy(sql`f.follow_up_status = 'pending'`, "desc")
          .orderBy("f.is_completed", "desc")
          .orderBy("f.id")
          .limit(100)
          .execute()
      : null;
    return {
      days,
      firstRows,
      dayRows,
      counts: await countFollowUps(tx, { userId, today }),
    };
  });
  return {
    month,
    today,
    days: days.map((row) => ({ ...row, first: firstRows.filter(({ day }) => day === row.day).map(toFollowUp) })),
    ofDay: dayRows?.map(toFollowUp) ?? null,
    counts,
    asOf: ctx.clock.now().toISOString(),
  };
}
