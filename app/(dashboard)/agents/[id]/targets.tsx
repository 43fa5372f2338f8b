import type { ChartPoint } from "@/components/charts/chart";
import { LazyPlot } from "@/components/charts/lazy-plot";
import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import type { AgentTarget } from "@/lib/analytics/agents/agent-targets";
import type { AgentPage } from "@/lib/analytics/agents/get-agent-metrics";
import { targetMetrics } from "@/lib/analytics/agents/target-metrics";
import { periodLabels } from "@/lib/analytics/labels";
import { formatDecimal } from "@/lib/platform/format/format-decimal";
import { formatSpan } from "@/lib/platform/format/format-span";
import { DeleteTarget } from "./delete-target";
import { TargetForm } from "./target-form";
import { goalsText, numberText } from "./target-text";
import styles from "./targets.module.css";

type TargetsProps = {
  page: AgentPage;
  /** The target that the address asks to change. */
  changed: string | undefined;
  /** The page without that. */
  pageHref: string;
};

const chartHeight = 160;
const targetSeries = [{ key: "reached", label: "Reached", color: "var(--cw-chart-1)", shape: "bar" }] as const;

/** What the agent should reach, what it has reached, and the form that sets it. */
export function Targets({ page: { agent, targets, today }, changed, pageHref }: TargetsProps) {
  const target = targets.find(({ id }) => id === changed);
  const running = targets
    .filter((each) => stateOf(each, today) === "running")
    .flatMap((each) =>
      targetMetrics(agent.id, each).map(
        ({ label, reached: value, href }): ChartPoint => ({
          label: `${label}, ${periodLabels[each.type].toLowerCase()} ${formatSpan(each)}`,
          tick: `${label}, ${periodLabels[each.type].toLowerCase()}`,
          isRunning: true,
          values: { reached: value },
          hrefs: { reached: href },
        }),
      ),
    );
  return (
    <Panel title="Targets">
      {targets.length === 0 && (
        <p className={styles.none}>
          No targets yet. Set below what {agent.name} should reach in a day, a week, a month or a quarter.
        </p>
      )}
      {running.length > 0 && (
        <div className={styles.chart}>
          <LazyPlot
            title="Targets reached"
            series={targetSeries}
            points={running}
            unit="percent"
            height={chartHeight}
            goal={100}
          />
        </div>
      )}
      <ul className={styles.list}>
        {targets.map((each) => (
          <li key={each.id} className={styles.target}>
            <div className={styles.head}>
              <span className={styles.period}>
                {periodLabels[each.type]} {formatSpan(each)}
                <span className={styles.state}>{stateOf(each, today)}</span>
              </span>
              <span className={styles.achievement}>{formatDecimal(each.achievement, 0)}&nbsp;% reached</span>
              <Link href={`${pageHref}&target=${each.id}#targets`} className={styles.change} scroll={false}>
                Change
              </Link>
              <DeleteTarget
                targetId={each.id}
                period={{ agentId: agent.id, type: each.type, day: each.from }}
                name={`${periodLabels[each.type]} ${formatSpan(each)}`}
              />
            </div>
            <ul className={styles.goals}>
              {targetMetrics(agent.id, each).map(({ label, actual, wanted, unit, href, reached: value }) => (
                <li key={label}>
                  <Link href={href} className={styles.goal}>
                    <span>{label}</span>
                    <span>
                      <strong>{actual === null ? "–" : numberText(actual)}</strong> of {numberText(wanted)}
                      {unit}
                    </span>
                    <progress
                      className={styles.bar}
                      max={100}
                      value={Math.min(100, value)}
                      aria-label={`${label} reached, in per cent`}
                    />
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <h3 id="targets" className={styles.formTitle}>
        {target
          ? `Change the target of ${periodLabels[target.type].toLowerCase()} ${formatSpan(target)}`
          : "Set a target"}
      </h3>
      <TargetForm
        // What others have changed meanwhile is shown, and what was typed is not taken over to another target.
        key={target ? `${target.id} ${goalsText(target)}` : `new ${targets.length}`}
        agentId={agent.id}
        target={target ?? null}
        targets={targets}
        today={today}
        doneHref={pageHref}
      />
    </Panel>
  );
}

function stateOf({ from, to }: Pick<AgentTarget, "from" | "to">, today: string): string {
  if (to < today) return "over";
  return from > today ? "upcoming" : "running";
}
