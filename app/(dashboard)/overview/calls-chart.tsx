"use client";

import { CompositeChart } from "@mantine/charts";
import { useReducedMotion } from "@mantine/hooks";
import type { OverviewPoint } from "@/lib/analytics/overview";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDay } from "@/lib/platform/format/format-day";
import styles from "./calls-over-time.module.css";

type CallsChartProps = { points: readonly OverviewPoint[]; onChoose(point: OverviewPoint): void };

export default function CallsChart({ points, onChoose }: CallsChartProps) {
  const isStill = useReducedMotion();
  const data = points.map((point) => ({
    label: labelOf(point),
    calls: point.calls,
    previousCalls: point.previousCalls,
  }));
  return (
    <CompositeChart
      h={186}
      data={data}
      dataKey="label"
      className={styles.chart}
      gridAxis="x"
      tickLine="none"
      withDots={false}
      curveType="linear"
      strokeWidth={2}
      series={[
        {
          name: "previousCalls",
          label: "Previous period",
          type: "line",
          color: "var(--cw-chart-previous)",
          strokeDasharray: "4 4",
        },
        { name: "calls", label: "This period", type: "area", color: "var(--cw-chart-1)" },
      ]}
      areaProps={{ fillOpacity: 0.1, isAnimationActive: !isStill, animationDuration: 140, dot: points.length === 1 }}
      lineProps={{ strokeWidth: 1.5, isAnimationActive: !isStill, animationDuration: 140 }}
      xAxisProps={{ minTickGap: 40, interval: "preserveStartEnd" }}
      yAxisProps={{ allowDecimals: false, width: 36, tickFormatter: formatCount }}
      tooltipAnimationDuration={0}
      tooltipProps={{
        content: ({ active, label }) => {
          const point = points.find((each) => labelOf(each) === label);
          return active && point ? <Hint point={point} /> : null;
        },
      }}
      composedChartProps={{
        onClick: ({ activeLabel }) => {
          const point = points.find((each) => labelOf(each) === activeLabel);
          if (point) onChoose(point);
        },
      }}
    />
  );
}

function Hint({ point }: { point: OverviewPoint }) {
  const isHour = point.hour !== null;
  return (
    <div className={styles.hint}>
      <div className={styles.hintTitle}>
        {isHour ? `${point.hour}:00 to ${point.hour}:59` : formatDay(point.day, "weekday")}
      </div>
      <div className={styles.hintLine}>
        <span className={styles.current} aria-hidden />
        {point.calls === null ? "still to come" : `${formatCount(point.calls)} calls`}
      </div>
      <div className={styles.hintLine}>
        <span className={styles.previous} aria-hidden />
        {formatCount(point.previousCalls)} on {formatDay(point.previousDay, "weekday")}
      </div>
      {!isHour && <div className={styles.hintNote}>Click to see this day's calls</div>}
    </div>
  );
}

function labelOf({ day, hour }: OverviewPoint): string {
  return hour === null ? formatDay(day, "short") : `${hour}:00`;
}
