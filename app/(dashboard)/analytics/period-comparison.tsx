import { CallsOverTime } from "@/components/charts/calls-over-time";
import { FigureTable } from "@/components/charts/figure-table";
import { Panel } from "@/components/ui/panel";
import { filterParams } from "@/lib/analytics/analytics-query";
import { totalOf } from "@/lib/analytics/breakdown";
import { comparedRanges } from "@/lib/analytics/compared-ranges";
import { cellsOf } from "@/lib/analytics/figure-cells";
import type { Analytics } from "@/lib/analytics/get-analytics";
import { linkPoints } from "@/lib/analytics/linked-figures";
import { type Measure, measures } from "@/lib/analytics/measures";
import { pairDays } from "@/lib/analytics/pair-days";
import { showFigure, withUnit } from "@/lib/analytics/show-figure";
import styles from "./analytics.module.css";
import { CsvLink } from "./csv-link";

/** The two periods side by side, in figures and day by day. */
export function PeriodComparison({ analytics }: { analytics: Analytics }) {
  const { query, current, other } = analytics;
  const cells = cellsOf(totalOf(analytics), comparedRanges(query));
  return (
    <div className={styles.pair}>
      <Panel title="Both periods" aside={<CsvLink query={query} table="periods" />}>
        <FigureTable
          caption="Both periods side by side"
          rowsLabel="Figure"
          columns={[
            { key: "current", label: "This period" },
            { key: "other", label: "Compared with" },
            { key: "change", label: "Change" },
          ]}
          rows={cells.map((cell) => {
            const measure: Measure = measures[cell.measure];
            const { text, href, change, verdict } = showFigure(cell);
            return {
              key: cell.measure,
              label: measure.label,
              title: measure.definition,
              figures: [
                { key: "current", text, href },
                {
                  key: "other",
                  text: withUnit(measure, cell.other),
                  href: cell.other === null ? null : cell.otherHref,
                },
                { key: "change", text: change ? "" : "–", href: null, change, verdict },
              ],
            };
          })}
        />
      </Panel>
      <CallsOverTime
        points={linkPoints(pairDays(current.days, other.days), filterParams(query.filters))}
        previousLabel="Compared with"
        isTall
      />
    </div>
  );
}
