"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { liveQuery } from "@/components/live/live-query";
import { Link } from "@/components/navigation/link";
import { followUpList } from "@/lib/follow-ups/fields";
import type { FollowUpMonth } from "@/lib/follow-ups/schema";
import { countOf } from "@/lib/platform/format/count-of";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDay } from "@/lib/platform/format/format-day";
import styles from "./follow-up-month-view.module.css";
import { FollowUpTable } from "./follow-up-table";
import { FollowUpTabs } from "./follow-up-tabs";
import { MonthGrid } from "./month-grid";
import { useFollowUpChanges } from "./use-follow-up-changes";

type FollowUpMonthViewProps = { search: string; day: string | null };

/** A month of follow-ups, and below it those of the day that was chosen. */
export function FollowUpMonthView({ search, day }: FollowUpMonthViewProps) {
  const { data } = useSuspenseQuery(liveQuery<FollowUpMonth>(followUpList, search));
  const { shown: month, changes } = useFollowUpChanges(data);
  return (
    <>
      <FollowUpTabs counts={month.counts} current="month" />
      <MonthGrid month={month} chosen={day} />
      {!day && month.days.length === 0 && (
        <p className={styles.none}>
          No follow-ups in this month. Schedule one with the button above, or from{" "}
          <Link href="/calls?temperature=hot">calls with hot leads</Link>.
        </p>
      )}
      {day && month.ofDay && (
        <section aria-label={`Follow-ups on ${formatDay(day)}`} className={styles.day}>
          <h2>{formatDay(day, "weekday")}</h2>
          {month.ofDay.length === 0 ? (
            <p className={styles.none}>No follow-ups on this day. Schedule one with the button above.</p>
          ) : (
            <>
              <FollowUpTable
                caption={`Follow-ups on ${formatDay(day)}`}
                followUps={month.ofDay}
                today={month.today}
                asOf={month.asOf}
                changes={changes}
              />
              <p className={styles.count}>{countText(month, day)}</p>
            </>
          )}
        </section>
      )}
    </>
  );
}

/** How many a day has, and that the list ends before the last of them where it does. */
function countText({ days, ofDay }: FollowUpMonth, day: string): string {
  const own = days.find((each) => each.day === day);
  const shown = ofDay?.length ?? 0;
  const total = Math.max(shown, own ? own.pending + own.completed + own.cancelled : 0);
  const text = countOf(total, "follow-up");
  return total > shown ? `${text}, the first ${formatCount(shown)} are shown` : text;
}
