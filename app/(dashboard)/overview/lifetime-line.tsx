import { Link } from "@/components/navigation/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { lifetimeMetrics } from "@/lib/analytics/overview/lifetime-metrics";
import type { Overview } from "@/lib/analytics/overview/overview";
import styles from "./lifetime-line.module.css";

/** The account's lifetime metrics, and how recent they are. */
export function LifetimeLine({ overview: { lifetime, asOf, timezone } }: { overview: Overview }) {
  if (!lifetime) return null;
  return (
    <section className={styles.line} aria-label="All time">
      <span>All time</span>
      {lifetimeMetrics(lifetime).map(({ key, text, href }) => (
        <Link key={key} href={href} prefetch={false} className={styles.metric}>
          {text}
        </Link>
      ))}
      <span>
        summed up <RelativeTime at={lifetime.asOf} asOf={asOf} timezone={timezone} />
      </span>
    </section>
  );
}
