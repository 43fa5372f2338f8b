import { Link } from "@/components/navigation/link";
import { type ChartPoint, type ChartSeries, type ChartUnit, valueText } from "./chart";
import styles from "./chart-panel.module.css";

type ChartTableProps = {
  title: string;
  series: readonly ChartSeries[];
  points: readonly ChartPoint[];
  pointLabel: string;
  unit: ChartUnit;
};

/** A chart's numbers, each of which leads to its calls. */
export function ChartTable({ title, series, points, pointLabel, unit }: ChartTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys.
    <section className={styles.table} tabIndex={0} aria-label={`${title}, as a table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{pointLabel}</th>
            {series.map(({ key, label, noteLabel }) => [
              noteLabel && (
                <th key={`${key} note`} scope="col">
                  {noteLabel}
                </th>
              ),
              <th key={key} scope="col">
                {label}
              </th>,
            ])}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.label}>
              <th scope="row">{point.label}</th>
              {series.map(({ key, noteLabel }) => [
                noteLabel && <td key={`${key} note`}>{point.notes?.[key] ?? "–"}</td>,
                <td key={key}>
                  <Value text={valueText(point.values[key], unit)} href={point.hrefs[key]} />
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Value({ text, href }: { text: string; href: string | null | undefined }) {
  return href ? <Link href={href}>{text}</Link> : text;
}
