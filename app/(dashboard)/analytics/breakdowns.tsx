import { FigureTable } from "@/components/charts/figure-table";
import { Panel } from "@/components/ui/panel";
import { type BreakdownRow, breakdownOf, totalOf } from "@/lib/analytics/breakdown";
import { comparedRanges } from "@/lib/analytics/compared-ranges";
import { cellsOf } from "@/lib/analytics/figure-cells";
import type { Analytics } from "@/lib/analytics/get-analytics";
import { type Measure, measures } from "@/lib/analytics/measures";
import { showFigure } from "@/lib/analytics/show-figure";
import { rangeParams } from "@/lib/calls/calls-href";
import { dimensions, shownDimensions } from "@/lib/metrics/dimensions";
import { shownIn } from "@/lib/metrics/registry";
import { CsvLink } from "./csv-link";

const columns = shownIn.tables.map((name) => {
  const { label, definition }: Measure = measures[name];
  return { key: name, label, definition };
});

/** The calls by each dimension, with their changes. */
export function Breakdowns({ analytics }: { analytics: Analytics }) {
  const { query } = analytics;
  const figuresOf = (row: BreakdownRow) => cellsOf(row, comparedRanges(query)).map(showFigure);
  const search = new URLSearchParams(rangeParams(query.range));
  const total = { key: "total", label: "All", figures: figuresOf(totalOf(analytics)) };
  return shownDimensions.map((name) => (
    <Panel
      key={name}
      title={`By ${dimensions[name].label.toLowerCase()}`}
      aside={<CsvLink query={query} table={name} />}
    >
      <FigureTable
        caption={`Figures by ${dimensions[name].label.toLowerCase()}`}
        rowsLabel={dimensions[name].label}
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
