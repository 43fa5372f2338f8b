import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { Day } from "@/lib/platform/date-range/schema";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { parseInput } from "@/lib/platform/parse-input";
import { type FollowUpRow, followUpColumns, toFollowUp } from "./_follow-up-row";
import { countFollowUps } from "./count-follow-ups";
import type { FollowUpMonth } from "./schema";

const shownPerDay = 3;
const MonthInput = z.object({
  month: z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])$/, "A month looks like 2026-11."),
  day: Day.nullish(),
});

const dayStatement = `SELECT ${followUpColumns} FROM follow_ups f
  WHERE f.user_id = $1 AND f.follow_up_date = $2::date
  ORDER BY f.follow_up_status = 'pending' DESC, f.is_completed DESC, f.id LIMIT 100`;

type DayRow = { day: string; pending: number; completed: number; cancelled: number };

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
  const range = [userId, `${month}-01`];
  const ofMonth =
    "f.user_id = $1 AND f.follow_up_date >= $2::date AND f.follow_up_date < ($2::date + interval '1 month')::date";

  const { days, firstRows, dayRows, counts } = await ctx.db.tenant(userId, async (tx) => {
    const counted = await tx.query<DayRow>(
      `SELECT f.follow_up_date::text AS day, (count(*) FILTER (WHERE f.follow_up_status = 'pending'))::integer AS pending,
              (count(*) FILTER (WHERE f.is_completed))::integer AS completed,
              (count(*) FILTER (WHERE f.follow_up_status = 'cancelled'))::integer AS cancelled
         FROM follow_ups f WHERE ${ofMonth} GROUP BY f.follow_up_date ORDER BY f.follow_up_date`,
      range,
    );
    const first = await tx.query<FollowUpRow>(
      `SELECT ${followUpColumns} FROM (
         SELECT f.*, row_number() OVER (PARTITION BY f.follow_up_date ORDER BY f.follow_up_status = 'pending' DESC, f.id) AS place
           FROM follow_ups f WHERE ${ofMonth} AND f.follow_up_status <> 'cancelled'
       ) f WHERE f.place <= ${shownPerDay} ORDER BY f.follow_up_date, f.place`,
      range,
    );
    const ofDay = day ? await tx.query<FollowUpRow>(dayStatement, [userId, day]) : null;
    return {
      days: counted.rows,
      firstRows: first.rows,
      dayRows: ofDay?.rows ?? null,
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
