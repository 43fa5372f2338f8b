import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Link } from "@/components/navigation/link";
import { useRouter } from "@/components/navigation/use-router";
import type { FollowUpMonth } from "@/lib/follow-ups/schema";
import { addDays } from "@/lib/platform/date-range/days";
import { formatDay } from "@/lib/platform/format/format-day";
import { addMonths, weeksOf } from "./calendar";
import { nameOf } from "./follow-up-text";
import styles from "./month-grid.module.css";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const monthNames = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

const hrefOf = (day: string) => `/follow-ups?view=month&month=${day.slice(0, 7)}&day=${day}`;
const monthHref = (month: string) => `/follow-ups?view=month&month=${month}`;

type MonthGridProps = { month: FollowUpMonth; chosen: string | null };

/** A month as a grid of days. Arrows move by day and week, Page Up and Page Down by month, Home and End within the week. */
export function MonthGrid({ month, chosen }: MonthGridProps) {
  const router = useRouter();
  const grid = useRef<HTMLTableElement>(null);
  const inMonth = (day: string) => day.startsWith(month.month);
  const [focused, setFocused] = useState(chosen ?? (inMonth(month.today) ? month.today : `${month.month}-01`));
  const current = inMonth(focused) ? focused : (chosen ?? `${month.month}-01`);
  const days = new Map(month.days.map((day) => [day.day, day]));

  function move(event: KeyboardEvent) {
    const target = targetOf(event.key, current);
    if (!target) return;
    event.preventDefault();
    if (!inMonth(target)) return router.push(hrefOf(target), { scroll: false });
    setFocused(target);
    grid.current?.querySelector<HTMLElement>(`[data-day="${target}"]`)?.focus();
  }

  return (
    <>
      <div className={styles.head}>
        <h2 aria-live="polite">{monthNames.format(new Date(`${month.month}-01T00:00:00Z`))}</h2>
        <nav className={styles.moves} aria-label="Months">
          <Link href={monthHref(addMonths(month.month, -1))} scroll={false} aria-label="Previous month">
            <IconChevronLeft size={17} stroke={1.8} aria-hidden />
          </Link>
          <Link href={monthHref(month.today.slice(0, 7))} scroll={false}>
            This month
          </Link>
          <Link href={monthHref(addMonths(month.month, 1))} scroll={false} aria-label="Next month">
            <IconChevronRight size={17} stroke={1.8} aria-hidden />
          </Link>
        </nav>
      </div>
      <table ref={grid} className={styles.grid} onKeyDown={move} aria-label="Days of the month">
        <thead>
          <tr>
            {weekdays.map((name) => (
              <th key={name} scope="col" abbr={name}>
                {name.slice(0, 3)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month.month).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} data-other={!inMonth(day) || undefined} data-today={day === month.today || undefined}>
                  {inMonth(day) && (
                    <DayLink
                      day={day}
                      found={days.get(day)}
                      today={month.today}
                      isChosen={day === chosen}
                      isFocusable={day === current}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type DayLinkProps = {
  day: string;
  found: FollowUpMonth["days"][number] | undefined;
  today: string;
  isChosen: boolean;
  isFocusable: boolean;
};

function DayLink({ day, found, today, isChosen, isFocusable }: DayLinkProps) {
  const { pending = 0, completed = 0, first = [] } = found ?? {};
  const more = pending + completed - first.length;
  const isLate = day < today && pending > 0;
  const words = [pending > 0 && `${pending} ${isLate ? "overdue" : "pending"}`, completed > 0 && `${completed} done`];
  return (
    <Link
      href={hrefOf(day)}
      scroll={false}
      prefetch={false}
      data-day={day}
      tabIndex={isFocusable ? 0 : -1}
      className={styles.day}
      aria-current={isChosen ? "true" : undefined}
      aria-label={[formatDay(day, "weekday"), day === today && "today", ...words].filter(Boolean).join(", ")}
    >
      <span className={styles.number}>{Number(day.slice(8))}</span>
      {first.map((each) => (
        <span key={each.id} className={styles.item} data-status={each.status} data-late={isLate || undefined}>
          {nameOf(each)}
        </span>
      ))}
      {more > 0 && <span className={styles.more}>+{more} more</span>}
      {pending + completed > 0 && (
        <span className={styles.dot} data-late={isLate || undefined} data-open={pending > 0 || undefined}>
          {pending || completed}
        </span>
      )}
    </Link>
  );
}

function targetOf(key: string, day: string): string | null {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  switch (key) {
    case "ArrowLeft":
      return addDays(day, -1);
    case "ArrowRight":
      return addDays(day, 1);
    case "ArrowUp":
      return addDays(day, -7);
    case "ArrowDown":
      return addDays(day, 7);
    case "Home":
      return addDays(day, -weekday);
    case "End":
      return addDays(day, 6 - weekday);
    case "PageUp":
      return `${addMonths(day.slice(0, 7), -1)}-01`;
    case "PageDown":
      return `${addMonths(day.slice(0, 7), 1)}-01`;
    default:
      return null;
  }
}
