import { FigureTable } from "@/components/charts/figure-table";
import { Panel } from "@/components/ui/panel";
import type { AgentTrend } from "@/lib/analytics/agent-trends";
import type { AgentPage } from "@/lib/analytics/get-agent-figures";
import { trendFigures } from "@/lib/analytics/trend-figures";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDay } from "@/lib/platform/format/format-day";
import { formatDecimal } from "@/lib/platform/format/format-decimal";
import styles from "./agent.module.css";

const typeWords = { daily: "Day", weekly: "Week", monthly: "Month", quarterly: "Quarter" } as const;

/** The newest day, week, month and quarter against the one before each, and the agent's place among all. */
export function Trends({ page: { agent, trends } }: { page: AgentPage }) {
  return (
    <Panel title="Trend and rank">
      {trends.length === 0 ? (
        <p className={styles.none}>Trends appear within the hour after this agent's first call.</p>
      ) : (
        <>
          <FigureTable
            caption="Trends against the period before"
            rowsLabel="Period"
            columns={[
              { key: "rank", label: "Rank", definition: "By qualified leads, then leads, then successful calls." },
              { key: "calls", label: "Calls" },
              { key: "leads", label: "Leads" },
              { key: "qualified", label: "Qualified" },
            ]}
            rows={trends.map((trend) => ({
              key: trend.type,
              label: typeWords[trend.type],
              note: periodWords(trend),
              figures: [
                { key: "rank", text: `#${trend.rank} of ${trend.ranked}`, href: null },
                ...trendFigures(agent.id, trend).map(({ key, value, change, href }) => ({
                  key,
                  text: formatCount(value),
                  href,
                  change: change === null ? null : changeOf(change),
                  verdict:
                    change === null || change === 0 ? null : change > 0 ? ("better" as const) : ("worse" as const),
                })),
              ],
            }))}
          />
          <p className={styles.none}>A period that is still running is compared with the whole one before it.</p>
        </>
      )}
    </Panel>
  );
}

function periodWords({ from, to }: AgentTrend): string {
  return from === to ? formatDay(from, "short") : `${formatDay(from, "short")} – ${formatDay(to, "short")}`;
}

function changeOf(percent: number) {
  const direction = percent === 0 ? ("same" as const) : percent > 0 ? ("up" as const) : ("down" as const);
  const text = `${percent > 0 ? "+" : percent < 0 ? "−" : ""}${formatDecimal(Math.abs(percent), Math.abs(percent) < 10 ? 1 : 0)}\u00a0%`;
  return { direction, text };
}
