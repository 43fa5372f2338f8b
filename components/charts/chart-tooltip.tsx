import { type CSSProperties, useEffect } from "react";
import { type ChartPoint, type ChartSeries, type ChartUnit, hrefOf, valueText } from "./chart";
import styles from "./plot.module.css";

type ChartTooltipProps = {
  /** The place that the pointer or an arrow key is at; null for none. */
  index: number | null;
  series: readonly ChartSeries[];
  points: readonly ChartPoint[];
  unit: ChartUnit;
  onActive(index: number | null): void;
};

/** What a chart says at one place of its axis. */
export function ChartTooltip({ index, series, points, unit, onActive }: ChartTooltipProps) {
  useEffect(() => onActive(index));
  const point = index === null ? undefined : points[index];
  if (!point) return null;
  return (
    <div className={styles.tooltip}>
      <div className={styles.title}>{point.label}</div>
      {series.map(({ key, label, color }) => (
        <div key={key} className={styles.line} style={{ "--series-color": color } as CSSProperties}>
          {point.notes?.[key] ?? label}
          <span className={styles.value}>{valueText(point.values[key], unit)}</span>
        </div>
      ))}
      {hrefOf(point, series) && <div className={styles.note}>Click or press Enter to see these calls</div>}
    </div>
  );
}
