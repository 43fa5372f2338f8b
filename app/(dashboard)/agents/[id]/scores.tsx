import { Panel } from "@/components/ui/panel";
import type { AgentPage } from "@/lib/analytics/get-agent-figures";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDecimal } from "@/lib/platform/format/format-decimal";
import styles from "./scores.module.css";

const words = {
  total: "Total",
  intent: "Intent",
  urgency: "Urgency",
  budget: "Budget",
  fit: "Fit",
  engagement: "Engagement",
} as const;

/** The mean of each score over the leads that have it. */
export function Scores({ page: { scores } }: { page: AgentPage }) {
  return (
    <Panel title="Average scores of lead calls">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Score</th>
            <th scope="col">Mean of 100</th>
            <th scope="col">Lead calls with it</th>
          </tr>
        </thead>
        <tbody>
          {scores.map(({ name, average, count }) => (
            <tr key={name} data-total={name === "total" || undefined}>
              <th scope="row">{words[name]}</th>
              <td>
                <span className={styles.track} aria-hidden>
                  <span className={styles.bar} style={{ width: `${average ?? 0}%` }} />
                </span>
                <span className={styles.value}>{average === null ? "–" : formatDecimal(average, 1)}</span>
              </td>
              <td>{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
