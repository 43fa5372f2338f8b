import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import type { Overview } from "@/lib/analytics/overview/overview";
import { formatMetric } from "@/lib/metrics/format-metric";
import { metricHref, metrics } from "@/lib/metrics/metrics";
import { rankRule } from "@/lib/metrics/rank-rule";
import { shownIn } from "@/lib/metrics/registry";
import styles from "./best-agent.module.css";

/** Who brought most, by the rule that the ranks of agents follow. */
export function BestAgent({ overview: { bestAgent, range } }: { overview: Overview }) {
  return (
    <Panel
      title="Best agent"
      aside={
        <Link href="/agents" className={styles.all}>
          All agents
        </Link>
      }
    >
      {bestAgent ? (
        <>
          <Link href={`/agents/${bestAgent.id}`} className={styles.name}>
            {bestAgent.name}
          </Link>
          <dl className={styles.totals}>
            {shownIn.bestAgent.map((name) => (
              <div key={name}>
                <dt>{name === "cost" ? "Credits per qualified lead call" : metrics[name].label}</dt>
                <dd>
                  <Link href={metricHref(range, { agent: bestAgent.id }, name)}>
                    {formatMetric(metrics[name], metrics[name].of(bestAgent.totals))}
                  </Link>
                </dd>
              </div>
            ))}
          </dl>
          <p className={styles.rule}>{rankRule}</p>
        </>
      ) : (
        <p className={styles.rule}>No active agent had ten calls in this period.</p>
      )}
    </Panel>
  );
}
