import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import { breakdownOf, totalOf } from "@/lib/analytics/breakdown";
import { comparedRanges } from "@/lib/analytics/compared-ranges";
import { cellOf } from "@/lib/analytics/figure-cells";
import type { Analytics } from "@/lib/analytics/get-analytics";
import { measures } from "@/lib/analytics/measures";
import { showFigure, withUnit } from "@/lib/analytics/show-figure";
import type { DimensionName } from "@/lib/metrics/dimensions";
import styles from "./cost-headline.module.css";

/** What one qualified lead cost, in all and by agent and source. */
export function CostHeadline({ analytics }: { analytics: Analytics }) {
  const ranges = comparedRanges(analytics.query);
  const total = totalOf(analytics);
  const cost = cellOf(total, ranges, "cost");
  const credits = cellOf(total, ranges, "credits");
  const qualified = cellOf(total, ranges, "qualified");
  const { text, href, change, verdict } = showFigure(cost);
  return (
    <Panel title="Cost per qualified lead">
      <div className={styles.columns}>
        <div>
          <p className={styles.value}>
            {href ? <Link href={href}>{text}</Link> : text}
            <span className={styles.unit}>credits</span>
          </p>
          <p className={styles.change} data-verdict={verdict ?? undefined}>
            {change ? change.text : "nothing to compare"}
            {cost.other !== null && <span className={styles.base}> against {withUnit(measures.cost, cost.other)}</span>}
          </p>
          <p className={styles.made}>
            <Link href={credits.href}>{withUnit(measures.credits, credits.value)} credits</Link> for{" "}
            <Link href={qualified.href}>{withUnit(measures.qualified, qualified.value)} qualified lead calls</Link>
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
              <span className={styles.none}>no qualified lead call</span>
            ) : (
              <Link href={href}>{withUnit(measures.cost, value)}</Link>
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
