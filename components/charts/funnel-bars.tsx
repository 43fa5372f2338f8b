import { Link } from "@/components/navigation/link";
import type { FunnelStep } from "@/lib/analytics/funnel";
import { formatCount } from "@/lib/platform/format/format-count";
import { barWidth, formatShare } from "@/lib/platform/format/format-share";
import styles from "./funnel-bars.module.css";

/** The steps of a funnel, each as a bar and as its share of the first; each leads to its calls. */
export function FunnelBars({ steps }: { steps: readonly FunnelStep[] }) {
  const first = steps[0]?.value ?? 0;
  return (
    <ol className={styles.list}>
      {steps.map(({ label, definition, value, href }) => (
        <li key={label}>
          <Link href={href} className={styles.row} title={definition}>
            <span className={styles.label}>{label}</span>
            <span className={styles.value}>
              {formatCount(value)}
              <span className={styles.share}>{formatShare(value, first)}</span>
            </span>
            <span className={styles.track} aria-hidden>
              <span className={styles.bar} style={{ width: barWidth(value, first) }} />
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
