import styles from "./sparkline.module.css";

const width = 100;
const height = 28;

type SparklineProps = {
  values: readonly number[];
  /** Whether the last value belongs to a day that is not over yet: its line is dotted. */
  isLastRunning?: boolean;
};

/** The trend of a metric without axes. It repeats what the metric beside it says, so screen readers skip it. */
export function Sparkline({ values, isLastRunning = false }: SparklineProps) {
  if (values.length < 2) return null;
  const top = Math.max(...values, 1);
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * width;
    return `${x.toFixed(1)},${(height - 2 - (value / top) * (height - 4)).toFixed(1)}`;
  });
  return (
    <svg className={styles.sparkline} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <polygon points={`0,${height} ${points.join(" ")} ${width},${height}`} className={styles.area} />
      <polyline
        points={(isLastRunning ? points.slice(0, -1) : points).join(" ")}
        className={styles.line}
        vectorEffect="non-scaling-stroke"
      />
      {isLastRunning && (
        <polyline
          points={points.slice(-2).join(" ")}
          className={styles.line}
          data-running
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}
