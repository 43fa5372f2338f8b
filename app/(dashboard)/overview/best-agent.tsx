import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import { formatFigure } from "@/lib/analytics/format-figure";
import { figureHref, measures } from "@/lib/analytics/measures";
import type { Overview } from "@/lib/analytics/overview";
import { rankRule } from "@/lib/analytics/rank-rule";
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
          <dl className={styles.figures}>
            {shownIn.bestAgent.map((name) => (
              <div key={name}>
                <dt>{name === "cost" ? "Credits a qualified lead call" : measures[name].label}</dt>
                <dd>
                  <Link href={figureHref(range, { agent: bestAgent.id }, name)}>
                    {formatFigure(measures[name], measures[name].of(bestAgent.figures))}
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
