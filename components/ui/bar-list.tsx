import type { ReactNode } from "react";
import { Link } from "@/components/navigation/link";
import { formatCount } from "@/lib/platform/format/format-count";
import { barWidth, formatShare } from "@/lib/platform/format/format-share";
import styles from "./bar-list.module.css";

export type Bar = {
  label: string;
  icon?: ReactNode;
  value: number;
  /** CSS colour of the bar. */
  color: string;
  href: string;
};

/** Amounts side by side, each a link to what it counts. The share that is written, and the length of the bar, is that of `whole`. */
export function BarList({ bars, whole }: { bars: readonly Bar[]; whole: number }) {
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
              <span className={styles.share}>{formatShare(value, whole)}</span>
            </span>
            <span className={styles.track} aria-hidden>
              <span className={styles.bar} style={{ width: barWidth(value, whole), background: color }} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
