import { ChartPanel } from "@/components/charts/chart-panel";
import type { UserDetail } from "@/lib/admin/users/schema";
import { addDays } from "@/lib/platform/date-range/days";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { formatDay } from "@/lib/platform/format/format-day";

/** Calls of the past 30 days in the account's zone; nothing for an account without any. */
export function UserDays({ user: { days, timezone, asOf } }: { user: UserDetail }) {
  if (days.every(({ calls }) => calls === 0)) return null;
  const today = todayIn(timezone, new Date(asOf));
  const known = new Map(days.map((day) => [day.day, day]));
  const shown = Array.from({ length: 30 }, (_, n) => addDays(today, n - 29));
  return (
    <ChartPanel
      title="Calls of 30 days"
      series={[
        { key: "calls", label: "Calls", color: "var(--cw-chart-1)", shape: "area" },
        { key: "leads", label: "Lead calls", color: "var(--cw-chart-2)", shape: "line" },
      ]}
      points={shown.map((day) => ({
        label: formatDay(day),
        tick: formatDay(day, "short"),
        isRunning: day === today,
        hrefs: {},
        values: { calls: known.get(day)?.calls ?? 0, leads: known.get(day)?.leads ?? 0 },
      }))}
      pointLabel="Days"
      unit="count"
      height={160}
    />
  );
}
