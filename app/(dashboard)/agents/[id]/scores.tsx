import { Panel } from "@/components/ui/panel";
import type { AgentPage } from "@/lib/analytics/get-agent-figures";
import { MeanTable } from "./mean-table";

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
      <MeanTable
        words={{ row: "Score", counted: "Lead calls with it" }}
        max={100}
        means={scores.map((score) => ({ ...score, label: words[score.name], isTotal: score.name === "total" }))}
      />
    </Panel>
  );
}
