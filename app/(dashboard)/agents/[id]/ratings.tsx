import { Panel } from "@/components/ui/panel";
import type { AgentPage } from "@/lib/analytics/get-agent-figures";
import { MeanTable } from "./mean-table";
import styles from "./mean-table.module.css";

const words = { quality: "Quality", satisfaction: "Satisfaction" } as const;

/** The mean of each rating over the calls that have it. */
export function Ratings({ page: { ratings } }: { page: AgentPage }) {
  return (
    <Panel title="How calls went">
      <MeanTable
        words={{ row: "Rating", counted: "Calls with it" }}
        max={10}
        means={ratings.map((rating) => ({ ...rating, label: words[rating.name] }))}
      />
      <p className={styles.note}>
        From 1 to 10: how well the agent handled a call, and how satisfied the other party sounded. Of the calls of this
        period that were completed or failed and have a rating.
      </p>
    </Panel>
  );
}
