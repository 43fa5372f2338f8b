import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import { breakdownOf, totalOf } from "@/lib/analytics/breakdown";
import type { Analytics } from "@/lib/analytics/get-analytics";
import { comparedRanges } from "@/lib/metrics/compared-ranges";
import type { DimensionName } from "@/lib/metrics/dimensions";
import { cellOf } from "@/lib/metrics/metric-cells";
import { metrics } from "@/lib/metrics/metrics";
import { showMetric, withUnit } from "@/lib/metrics/show-metric";
import styles from "./cost-headline.module.css";

/** What one qualified lead cost, in all and by agent and source. */
export function CostHeadline({ analytics }: { analytics: Analytics }) {
  const ranges = comparedRanges(analytics.query);
  const total = totalOf(analytics);
  const cost = cellOf(total, ranges, "cost");
  const credits = cellOf(total, ranges, "credits");
  const qualified = cellOf(total, ranges, "qualified");
  const { text, href, change, verdict } = showMetric(cost);
  return (
    <Panel title="Cost per qualified lead">
      <div className={styles.columns}>
        <div>
          <p className={styles.value}>
            {href ? <Link href={href}>{text}</Link> : text}
            <span className={styles.unit}>credits</span>
          </p>
          <p className={styles.change} data-verdict={verdict ?? undefined}>
            {change ? change.text : "no data to compare"}
            {cost.other !== null && <span className={styles.base}> against {withUnit(metrics.cost, cost.other)}</span>}
          </p>
          <p className={styles.made}>
            <Link href={credits.href}>{withUnit(metrics.credits, credits.value)} credits</Link> for{" "}
            <Link href={qualified.href}>{withUnit(metrics.qualified, qualified.value)} qualified lead calls</Link>
          </p>
        </div>
        <Bars analytics={analytics} name="agent" title="By agent" />
        <Bars analytics={analytics} name="source" title="By source" />
      </div>
    </Panel>
  );
}

function Bars({ analytics, name, title }: { analytics: Analytics; name: DimensionName; title: string }) {
  const rows = breakdownOf(analytics, name)
    .map((row) => ({ label: row.label, ...cellOf(row, comparedRanges(analytics.query), "cost") }))
    .sort((a, b) => (a.value ?? Number.POSITIVE_INFINITY) - (b.value ?? Number.POSITIVE_INFINITY));
  const most = Math.max(1, ...rows.map(({ value }) => value ?? 0));
  return (
    <div>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.list}>
        {rows.map(({ label, value, href }) => (
          <li key={label} className={styles.row}>
            <span className={styles.label}>{label}</span>
            {value === null ? (
              <span className={styles.none}>no qualified lead calls</span>
            ) : (
              <Link href={href}>{withUnit(metrics.cost, value)}</Link>
            )}
            <span className={styles.track} aria-hidden>
              <span className={styles.bar} style={{ width: `${((value ?? 0) / most) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
