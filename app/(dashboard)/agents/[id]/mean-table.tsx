import { formatCount } from "@/lib/platform/format/format-count";
import { formatDecimal } from "@/lib/platform/format/format-decimal";
import styles from "./mean-table.module.css";

type Mean = { name: string; label: string; average: number | null; count: number; isTotal?: boolean };
type MeanTableProps = {
  /** What the rows are, and what has each of them. */
  labels: { row: string; counted: string };
  /** The highest value there can be. */
  max: number;
  means: readonly Mean[];
};

/** Means as bars, each with the number of values it is of. */
export function MeanTable({ labels, max, means }: MeanTableProps) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{labels.row}</th>
          <th scope="col">Average of {max}</th>
          <th scope="col">{labels.counted}</th>
        </tr>
      </thead>
      <tbody>
        {means.map(({ name, label, average, count, isTotal }) => (
          <tr key={name} data-total={isTotal || undefined}>
            <th scope="row">{label}</th>
            <td>
              <span className={styles.track} aria-hidden>
                <span className={styles.bar} style={{ width: `${((average ?? 0) / max) * 100}%` }} />
              </span>
              <span className={styles.value}>{average === null ? "–" : formatDecimal(average, 1)}</span>
            </td>
            <td>{formatCount(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
