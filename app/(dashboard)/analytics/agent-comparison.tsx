import { Button } from "@mantine/core";
import { FigureTable } from "@/components/charts/figure-table";
import { GetForm } from "@/components/navigation/get-form";
import { Panel } from "@/components/ui/panel";
import { analyticsSearch } from "@/lib/analytics/analytics-address";
import { comparedAgentsMax } from "@/lib/analytics/analytics-query";
import { type BreakdownRow, breakdownOf } from "@/lib/analytics/breakdown";
import { comparedRanges } from "@/lib/analytics/compared-ranges";
import { bestOf, cellOf } from "@/lib/analytics/figure-cells";
import type { Analytics } from "@/lib/analytics/get-analytics";
import { type Measure, type MeasureName, measures } from "@/lib/analytics/measures";
import { showFigure } from "@/lib/analytics/show-figure";
import { shownIn } from "@/lib/metrics/registry";
import styles from "./analytics.module.css";
import { CsvLink } from "./csv-link";

type AgentComparisonProps = { analytics: Analytics; chosen: readonly string[] };

/** Up to four agents side by side over the chosen period; the best of each figure is marked. */
export function AgentComparison({ analytics, chosen }: AgentComparisonProps) {
  const { query, agents } = analytics;
  const rows = breakdownOf(analytics, "agent").filter(({ key }) => chosen.includes(key));
  const hidden = new URLSearchParams(analyticsSearch(query, { agents: null }));
  return (
    <div className={styles.sections}>
      <Panel title="Agents to compare">
        <GetForm action="/analytics" className={styles.agents} aria-label="Agents to compare">
          {[...hidden].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {agents.map(({ id, name }) => (
            <label key={id} className={styles.agent}>
              <input type="checkbox" name="agents" value={id} defaultChecked={chosen.includes(id)} />
              {name}
            </label>
          ))}
          <Button type="submit" size="compact-sm" variant="default">
            Compare
          </Button>
        </GetForm>
        <p className={styles.words}>Two to {comparedAgentsMax} agents.</p>
      </Panel>
      <Panel title="Side by side" aside={<CsvLink query={query} table="agent" />}>
        {rows.length === 0 ? (
          <p className={styles.words}>
            {chosen.length === 0 ? "Choose the agents above." : "None of these agents had a call in either period."}
          </p>
        ) : (
          <FigureTable
            caption="Agents side by side"
            rowsLabel="Figure"
            columns={rows.map(({ key, label, rank }) => ({ key, label: rank === null ? label : `${label}, #${rank}` }))}
            rows={shownIn.tables.map((name) => figureRow(name, rows, analytics))}
          />
        )}
      </Panel>
    </div>
  );
}

function figureRow(name: MeasureName, rows: readonly BreakdownRow[], { query }: Analytics) {
  const measure: Measure = measures[name];
  const cells = rows.map((row) => ({ row, cell: cellOf(row, comparedRanges(query), name) }));
  const best =
    cells.length > 1
      ? bestOf(
          measure,
          cells.map(({ cell }) => cell.value),
        )
      : null;
  return {
    key: name,
    label: measure.label,
    title: measure.definition,
    figures: cells.map(({ row, cell }) => ({
      ...showFigure(cell),
      key: row.key,
      mark: best !== null && cell.value === best ? "best" : undefined,
    })),
  };
}
