import { Link } from "@/components/navigation/link";
import type { WeekCell } from "@/lib/analytics/week-grid";
import { formatCount } from "@/lib/platform/format/format-count";
import { weekdayNames } from "@/lib/platform/format/months";
import styles from "./week-heat-map.module.css";

type WeekHeatMapProps = {
  grid: readonly (readonly WeekCell[])[];
  /** Says what the table shows. */
  caption: string;
  /** What is counted: "call" or "lead". */
  noun: string;
};

const levels = 5;

/** The hours of a week as a table of numbers, darker where there are more; each number leads to its calls. */
export function WeekHeatMap({ grid, caption, noun }: WeekHeatMapProps) {
  const most = Math.max(1, ...grid.flat().map(({ value }) => value));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            <td />
            {Array.from({ length: 24 }, (_, hour) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the hour is what a column is.
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.map((cells, index) => (
            <tr key={weekdayNames[index]}>
              <th scope="row">{weekdayNames[index]?.slice(0, 3)}</th>
              {cells.map((cell) => (
                <td key={cell.hour}>
                  <Cell cell={cell} level={Math.ceil((cell.value / most) * levels)} noun={noun} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ cell, level, noun }: { cell: WeekCell; level: number; noun: string }) {
  const { value, weekday, hour, href } = cell;
  if (value === 0) return <span className={styles.cell}>0</span>;
  const words = `${weekdayNames[weekday - 1]} ${hour}:00 to ${hour}:59: ${formatCount(value)} ${noun}${value === 1 ? "" : "s"}`;
  return (
    <Link href={href} prefetch={false} className={styles.cell} data-level={level} title={words} aria-label={words}>
      {value < 1000 ? value : `${Math.round(value / 1000)}k`}
    </Link>
  );
}
