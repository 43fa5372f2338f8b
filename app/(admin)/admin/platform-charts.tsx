import type { ChartPoint } from "@/components/charts/chart";
import { ChartPanel } from "@/components/charts/chart-panel";
import { pointLabel, previousLabel } from "@/components/charts/point-labels";
import type { PlatformDay, PlatformOverview } from "@/lib/admin/overview/schema";
import type { LocalNow } from "@/lib/platform/date-range/local-now";
import { formatDay } from "@/lib/platform/format/format-day";
import { formatSpan } from "@/lib/platform/format/format-span";

type PlatformChartsProps = { overview: PlatformOverview; now: LocalNow };

/** Calls beside those of the other period, and what became of tenants, day by day. */
export function PlatformCharts({ overview: { days, previousDays, comparison }, now }: PlatformChartsProps) {
  const at = ({ day }: PlatformDay) => ({
    label: pointLabel({ day, lastDay: day, hour: null, isRunning: day === now.day }),
    tick: formatDay(day, "short"),
    isRunning: day === now.day,
    hrefs: {},
  });
  const callsOf = (day: PlatformDay, index: number): ChartPoint => {
    const other = previousDays[index];
    const note = other && { previousDay: other.day, previousLastDay: other.day, previousUntil: null };
    return {
      ...at(day),
      values: { calls: day.day > now.day ? null : day.calls, previous: other?.calls ?? null },
      notes: { previous: note ? previousLabel(note) : null },
    };
  };
  const tenantsOf = (day: PlatformDay): ChartPoint => ({
    ...at(day),
    values: day.day > now.day ? {} : { active: day.activeTenants, joined: day.newTenants },
  });
  return (
    <>
      <ChartPanel
        title="Calls over time"
        series={[
          { key: "calls", label: "This period", color: "var(--cw-chart-1)", shape: "area" },
          {
            key: "previous",
            label: formatSpan(comparison),
            color: "var(--cw-chart-previous)",
            shape: "line",
            isDashed: true,
            noteLabel: "Compared with",
          },
        ]}
        points={days.map(callsOf)}
        pointLabel="Days"
        unit="count"
        height={200}
      />
      <ChartPanel
        title="Tenants over time"
        series={[
          { key: "active", label: "With calls", color: "var(--cw-chart-1)", shape: "line" },
          { key: "joined", label: "New", color: "var(--cw-chart-2)", shape: "bar" },
        ]}
        points={days.map(tenantsOf)}
        pointLabel="Days"
        unit="count"
        height={200}
      />
    </>
  );
}
