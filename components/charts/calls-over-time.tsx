import type { ReactNode } from "react";
import type { LinkedPoint } from "@/lib/analytics/linked-metrics";
import { formatDay } from "@/lib/platform/format/format-day";
import type { ChartPoint } from "./chart";
import { ChartPanel } from "./chart-panel";
import { pointLabel, previousLabel } from "./point-labels";

type CallsOverTimeProps = {
  points: readonly LinkedPoint[];
  /** Names what the period is compared with. */
  previous: string;
  /** A control that groups the points by days, weeks or months. */
  granularity?: ReactNode;
  /** Takes the height that a table beside it has. */
  isTall?: boolean;
};

/** Calls over time beside those of another period. */
export function CallsOverTime({ points, previous, granularity, isTall = false }: CallsOverTimeProps) {
  return (
    <ChartPanel
      title="Calls over time"
      series={[
        { key: "calls", label: "This period", color: "var(--cw-chart-1)", shape: "area" },
        {
          key: "previous",
          label: previous,
          color: "var(--cw-chart-previous)",
          shape: "line",
          isDashed: true,
          noteLabel: "Compared with",
        },
      ]}
      points={points.map(chartPoint)}
      pointLabel={points[0]?.hour === null ? "Days" : "Hour"}
      unit="count"
      height={isTall ? 320 : 170}
      controls={granularity}
    />
  );
}

function chartPoint(point: LinkedPoint): ChartPoint {
  const { day, hour, isRunning, calls, href, previousDay, previousCalls, previousHref } = point;
  return {
    label: pointLabel(point),
    tick: hour === null ? formatDay(day, "short") : `${hour}:00`,
    isRunning,
    values: { calls, previous: previousDay ? previousCalls : null },
    hrefs: { calls: href, previous: previousHref },
    notes: { previous: previousLabel(point) },
  };
}
