import type { ReactNode } from "react";
import { formatDay } from "@/lib/platform/format/format-day";
import styles from "./follow-up-day.module.css";

type FollowUpDayProps = {
  day: string;
  today: string;
  /** Whether it has neither been done nor cancelled. */
  isPending: boolean;
  /** What the day is called. */
  children: ReactNode;
};

/** The day of a follow-up. One that has passed while it was still to be done says so, in the colour of what is late. */
export function FollowUpDay({ day, today, isPending, children }: FollowUpDayProps) {
  const isLate = isPending && day < today;
  return (
    <time dateTime={day} title={formatDay(day)} className={styles.day} data-late={isLate || undefined}>
      {children}
      {isLate && " overdue"}
    </time>
  );
}
