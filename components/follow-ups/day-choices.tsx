import { addDays } from "@/lib/platform/date-range/days";
import { formatDay } from "@/lib/platform/format/format-day";
import styles from "./day-choices.module.css";

const choices = [
  { label: "Today", days: 0 },
  { label: "Tomorrow", days: 1 },
  { label: "In 3 days", days: 3 },
  { label: "In a week", days: 7 },
] as const;

type DayChoicesProps = { today: string; chosen?: string; onChoose(day: string): void };

/** The days that are chosen most, one press each. */
export function DayChoices({ today, chosen, onChoose }: DayChoicesProps) {
  return (
    <div className={styles.choices}>
      {choices.map(({ label, days }) => {
        const day = addDays(today, days);
        return (
          <button
            key={label}
            type="button"
            className={styles.choice}
            aria-pressed={chosen === undefined ? undefined : chosen === day}
            title={formatDay(day, "weekday")}
            onClick={() => onChoose(day)}
          >
            {label}
          </button>
        );
      })}
    </div>
  );
}
