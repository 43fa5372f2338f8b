import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import type { AgentTarget } from "@/lib/analytics/agent-targets";
import type { AgentPage } from "@/lib/analytics/get-agent-figures";
import { targetFigures } from "@/lib/analytics/target-figures";
import { formatDecimal } from "@/lib/platform/format/format-decimal";
import { formatSpan } from "@/lib/platform/format/format-span";
import { DeleteTarget } from "./delete-target";
import { periodWords } from "./period-words";
import { TargetForm } from "./target-form";
import { goalsText, numberText } from "./target-words";
import styles from "./targets.module.css";

type TargetsProps = {
  page: AgentPage;
  /** The target that the address asks to change. */
  changed: string | undefined;
  /** The page without that. */
  pageHref: string;
};

/** What the agent should reach, what it has reached, and the form that sets it. */
export function Targets({ page: { agent, targets, today }, changed, pageHref }: TargetsProps) {
  const target = targets.find(({ id }) => id === changed);
  return (
    <Panel title="Targets">
      {targets.length === 0 && (
        <p className={styles.none}>
          No target is set. Say below what {agent.name} should reach in a day, a week, a month or a quarter.
        </p>
      )}
      <ul className={styles.list}>
        {targets.map((each) => (
          <li key={each.id} className={styles.target}>
            <div className={styles.head}>
              <span className={styles.period}>
                {periodWords[each.type]} {formatSpan(each)}
                <span className={styles.state}>{stateOf(each, today)}</span>
              </span>
              <span className={styles.achievement}>{formatDecimal(each.achievement, 0)}&nbsp;% reached</span>
              <Link href={`${pageHref}&target=${each.id}#targets`} className={styles.change} scroll={false}>
                Change
              </Link>
              <DeleteTarget
                targetId={each.id}
                period={{ agentId: agent.id, type: each.type, day: each.from }}
                name={`${periodWords[each.type]} ${formatSpan(each)}`}
              />
            </div>
            <ul className={styles.goals}>
              {targetFigures(agent.id, each).map(({ label, actual, wanted, unit, href, share }) => (
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
                      value={share}
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
          ? `Change the target of ${periodWords[target.type].toLowerCase()} ${formatSpan(target)}`
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
  return from > today ? "still to come" : "running";
}
