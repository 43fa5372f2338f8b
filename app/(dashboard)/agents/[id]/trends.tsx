import { FigureTable } from "@/components/charts/figure-table";
import { Panel } from "@/components/ui/panel";
import type { AgentTrend } from "@/lib/analytics/agent-trends";
import type { AgentPage } from "@/lib/analytics/get-agent-figures";
import { measures } from "@/lib/analytics/measures";
import { rankRule } from "@/lib/analytics/rank-rule";
import { showFigure } from "@/lib/analytics/show-figure";
import { trendFigures } from "@/lib/analytics/trend-figures";
import { shownIn } from "@/lib/metrics/registry";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { formatSpan } from "@/lib/platform/format/format-span";
import styles from "./agent.module.css";
import { periodWords } from "./period-words";

/** The newest day, week, month and quarter against what each is compared with, and the agent's place among all. */
export function Trends({ page: { agent, trends } }: { page: AgentPage }) {
  return (
    <Panel title="Trend and rank">
      {trends.length === 0 ? (
        <p className={styles.none}>Trends appear within the hour after this agent's first call.</p>
      ) : (
        <>
          <FigureTable
            caption="Trends"
            rowsLabel="Period"
            columns={[
              { key: "rank", label: "Rank", definition: rankRule },
              ...shownIn.trends.map((name) => ({
                key: name,
                label: measures[name].label,
                definition: measures[name].definition,
              })),
            ]}
            rows={trends.map((trend) => ({
              key: trend.type,
              label: periodWords[trend.type],
              note: daysText(trend),
              figures: [
                { key: "rank", text: `#${trend.rank} of ${trend.ranked}`, href: null },
                ...trendFigures(agent.id, trend).map(showFigure),
              ],
            }))}
          />
          <p className={styles.none}>
            A day is compared with the same weekday before it. A period that is still running is compared with the same
            part of the one before.
          </p>
        </>
      )}
    </Panel>
  );
}

function daysText(trend: AgentTrend): string {
  return `${formatSpan(trend)}${trend.isRunning ? ", so far" : ""}, against ${formatComparison(trend.comparison)}`;
}
