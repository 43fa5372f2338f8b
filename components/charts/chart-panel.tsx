"use client";

import { SegmentedControl, UnstyledButton } from "@mantine/core";
import { type CSSProperties, type ReactNode, useState } from "react";
import { Panel } from "@/components/ui/panel";
import type { ChartPoint, ChartSeries, ChartUnit } from "./chart";
import styles from "./chart-panel.module.css";
import { ChartTable } from "./chart-table";
import { LazyPlot } from "./lazy-plot";

type ChartPanelProps = {
  title: string;
  series: readonly ChartSeries[];
  points: readonly ChartPoint[];
  /** What a point is, as the head of the table's first column. */
  pointLabel: string;
  unit: ChartUnit;
  height: number;
  /** A value that is to be reached, drawn across. */
  goal?: number;
  /** Further controls of the chart, such as days, weeks or months. */
  controls?: ReactNode;
};

/** A chart with a legend that hides its series, and the same numbers as a table. Every value leads to its calls. */
export function ChartPanel({ title, series, points, pointLabel, unit, height, goal, controls }: ChartPanelProps) {
  const [view, setView] = useState("chart");
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = series.filter(({ key }) => !hidden.has(key));

  function toggle(key: string) {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
  }
  return (
    <Panel
      title={title}
      aside={
        <SegmentedControl
          size="xs"
          value={view}
          onChange={setView}
          aria-label={`Show ${title.toLowerCase()} as`}
          data={[
            { value: "chart", label: "Chart" },
            { value: "table", label: "Table" },
          ]}
        />
      }
    >
      <div className={styles.controls}>
        {controls}
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form. */}
        <div className={styles.legend} role="group" aria-label={`Series of ${title.toLowerCase()}`}>
          {series.map(({ key, label, color, shape, isDashed }) => (
            <UnstyledButton
              key={key}
              className={styles.series}
              aria-pressed={!hidden.has(key)}
              onClick={() => toggle(key)}
              data-shape={shape === "bar" ? "bar" : isDashed ? "dashed" : "line"}
              style={{ "--series-color": color } as CSSProperties}
            >
              {label}
            </UnstyledButton>
          ))}
        </div>
      </div>
      <div className={styles.frame} style={{ height }}>
        {view === "chart" ? (
          <LazyPlot {...{ title, points, unit, height, goal }} series={shown} />
        ) : (
          <ChartTable title={title} series={shown} points={points} pointLabel={pointLabel} unit={unit} />
        )}
      </div>
    </Panel>
  );
}
