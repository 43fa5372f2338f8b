import Link from "next/link";
import type { ReactNode } from "react";
import { formatCount } from "@/lib/platform/format/format-count";
import styles from "./bar-list.module.css";

export type Bar = {
  label: string;
  icon?: ReactNode;
  value: number;
  /** CSS colour of the bar. */
  color: string;
  href: string;
};

/** Amounts side by side, each a link to what it counts. The share is that of `whole`. */
export function BarList({ bars, whole }: { bars: readonly Bar[]; whole: number }) {
  const longest = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <ul className={styles.list}>
      {bars.map(({ label, icon, value, color, href }) => (
        <li key={label}>
          <Link href={href} className={styles.row}>
            <span className={styles.label}>
              {icon}
              {label}
            </span>
            <span className={styles.value}>
              {formatCount(value)}
              <span className={styles.share}>{whole > 0 ? `${Math.round((value / whole) * 100)} %` : "–"}</span>
            </span>
            <span className={styles.track} aria-hidden>
              <span className={styles.bar} style={{ width: `${(value / longest) * 100}%`, background: color }} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
