import { Panel } from "@/components/ui/panel";
import type { AgentPage } from "@/lib/analytics/get-agent-figures";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDecimal } from "@/lib/platform/format/format-decimal";
import styles from "./scores.module.css";

const words = { quality: "Quality", satisfaction: "Satisfaction" } as const;

/** The means of what is said of each call by itself, and over how many calls. */
export function Ratings({ page: { ratings } }: { page: AgentPage }) {
  return (
    <Panel title="How calls went">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Rating</th>
            <th scope="col">Mean of 10</th>
            <th scope="col">Calls with it</th>
          </tr>
        </thead>
        <tbody>
          {ratings.map(({ name, average, count }) => (
            <tr key={name}>
              <th scope="row">{words[name]}</th>
              <td>
                <span className={styles.track} aria-hidden>
                  <span className={styles.bar} style={{ width: `${(average ?? 0) * 10}%` }} />
                </span>
                <span className={styles.value}>{average === null ? "–" : formatDecimal(average, 1)}</span>
              </td>
              <td>{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        From 1 to 10: how well the agent handled a call, and how satisfied the other party sounded. Of the calls of this
        period that were completed or failed and have a rating.
      </p>
    </Panel>
  );
}
