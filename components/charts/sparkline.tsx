import styles from "./sparkline.module.css";

const width = 100;
const height = 28;

/** The course of a figure without axes. It repeats what the figure beside it says, so screen readers skip it. */
export function Sparkline({ values }: { values: readonly number[] }) {
  if (values.length < 2) return null;
  const top = Math.max(...values, 1);
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * width;
    return `${x.toFixed(1)},${(height - 2 - (value / top) * (height - 4)).toFixed(1)}`;
  });
  return (
    <svg className={styles.sparkline} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <polygon points={`0,${height} ${points.join(" ")} ${width},${height}`} className={styles.area} />
      <polyline points={points.join(" ")} className={styles.line} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
