import { Panel } from "@/components/ui/panel";
import type { AgentPage } from "@/lib/analytics/agents/get-agent-metrics";
import { MeanTable } from "./mean-table";

const labels = {
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
      <MeanTable
        labels={{ row: "Score", counted: "Scored lead calls" }}
        max={100}
        means={scores.map((score) => ({ ...score, label: labels[score.name], isTotal: score.name === "total" }))}
      />
    </Panel>
  );
}
