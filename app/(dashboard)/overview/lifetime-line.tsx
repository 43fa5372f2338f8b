import { Link } from "@/components/navigation/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { lifetimeFigures } from "@/lib/analytics/lifetime-figures";
import type { Overview } from "@/lib/analytics/overview";
import styles from "./lifetime-line.module.css";

/** What the account has done in all its time, and how fresh that is. */
export function LifetimeLine({ overview: { lifetime, asOf, timezone } }: { overview: Overview }) {
  if (!lifetime) return null;
  return (
    <section className={styles.line} aria-label="All time">
      <span>All time</span>
      {lifetimeFigures(lifetime).map(({ key, text, href }) => (
        <Link key={key} href={href} prefetch={false} className={styles.figure}>
          {text}
        </Link>
      ))}
      <span>
        summed up <RelativeTime at={lifetime.asOf} asOf={asOf} timezone={timezone} />
      </span>
    </section>
  );
}
