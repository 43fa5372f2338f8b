import { FigureTable } from "@/components/charts/figure-table";
import { Panel } from "@/components/ui/panel";
import { type BreakdownName, type BreakdownRow, breakdownNames, breakdownOf, totalOf } from "@/lib/analytics/breakdown";
import { comparedRanges } from "@/lib/analytics/compared-ranges";
import { cellsOf, tableMeasures } from "@/lib/analytics/figure-cells";
import type { Analytics } from "@/lib/analytics/get-analytics";
import { type Measure, measures } from "@/lib/analytics/measures";
import { showFigure } from "@/lib/analytics/show-figure";
import { rangeParams } from "@/lib/calls/calls-href";
import { CsvLink } from "./csv-link";

const titles: Record<BreakdownName, string> = { source: "By source", agent: "By agent", direction: "By direction" };
const rowsLabels: Record<BreakdownName, string> = { source: "Source", agent: "Agent", direction: "Direction" };

const columns = tableMeasures.map((name) => {
  const { label, definition }: Measure = measures[name];
  return { key: name, label, definition };
});

/** The calls by source, by agent and by direction, each with its change. */
export function Breakdowns({ analytics }: { analytics: Analytics }) {
  const { query } = analytics;
  const figuresOf = (row: BreakdownRow) => cellsOf(row, comparedRanges(query)).map(showFigure);
  const search = new URLSearchParams(rangeParams(query.range));
  const total = { key: "total", label: "All", figures: figuresOf(totalOf(analytics)) };
  return breakdownNames.map((name) => (
    <Panel key={name} title={titles[name]} aside={<CsvLink query={query} table={name} />}>
      <FigureTable
        caption={`Figures ${titles[name].toLowerCase()}`}
        rowsLabel={rowsLabels[name]}
        columns={columns}
        rows={breakdownOf(analytics, name).map((row) => ({
          key: row.key,
          label: row.label,
          href: name === "agent" ? `/agents/${row.key}?${search}` : undefined,
          note: row.rank === null ? undefined : `Rank ${row.rank}`,
          figures: figuresOf(row),
        }))}
        total={total}
      />
    </Panel>
  ));
}
