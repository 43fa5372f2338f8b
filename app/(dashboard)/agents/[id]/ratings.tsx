import { Panel } from "@/components/ui/panel";
import type { AgentPage } from "@/lib/analytics/agents/get-agent-metrics";
import { MeanTable } from "./mean-table";
import styles from "./mean-table.module.css";

const labels = { quality: "Quality", satisfaction: "Satisfaction" } as const;

/** The mean of each rating over the calls that have it. */
export function Ratings({ page: { ratings } }: { page: AgentPage }) {
  return (
    <Panel title="Call ratings">
      <MeanTable
        labels={{ row: "Rating", counted: "Rated calls" }}
        max={10}
        means={ratings.map((rating) => ({ ...rating, label: labels[rating.name] }))}
      />
      <p className={styles.note}>
        From 1 to 10: how well the agent handled a call, and how satisfied the other person sounded. Averages of the
        completed and failed calls in this period that have a rating.
      </p>
    </Panel>
  );
}
