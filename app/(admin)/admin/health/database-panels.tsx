"use client";

import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PlatformHealth } from "@/lib/admin/health/schema";
import { countOf } from "@/lib/platform/format/count-of";
import { formatBytes } from "@/lib/platform/format/format-bytes";
import { formatCount } from "@/lib/platform/format/format-count";
import { Dimmed, SmallTable } from "../../_parts/small-table";
import styles from "./health.module.css";
import { StartTask } from "./start-task";

type DatabasePanelsProps = { health: PlatformHealth; timezone: string };

/** Triggers, the summary of 30 days, and how large the tables are. */
export function DatabasePanels({ health, timezone }: DatabasePanelsProps) {
  const { triggers, triggerTables, summary, tables, databaseBytes, asOf } = health;
  return (
    <div className={styles.pair}>
      <div className={styles.panels}>
        <Panel title="Triggers">
          <SmallTable
            caption="Triggers"
            empty={`The triggers of ${countOf(triggerTables, "table")} are in force, without an error in 24 hours.`}
            rows={triggers}
            rowKey={({ table }) => table}
            columns={[
              {
                header: "Table",
                cell: ({ table, disabled }) => (
                  <>
                    {table}
                    {disabled.length > 0 && <Dimmed>Switched off: {disabled.join(", ")}</Dimmed>}
                  </>
                ),
              },
              { header: "Errors", isNumber: true, cell: ({ errors }) => formatCount(errors) },
              {
                header: "Last",
                width: "112px",
                cell: ({ lastErrorAt }) =>
                  lastErrorAt ? <RelativeTime at={lastErrorAt} asOf={asOf} timezone={timezone} /> : "–",
              },
            ]}
          />
        </Panel>
        <Panel
          title="Summary of 30 days"
          aside={<StartTask task="refresh-kpi-summary" label="Refresh if due" size="xs" />}
        >
          <p className={styles.lead}>
            {summary.refreshedAt ? (
              <>
                Refreshed <RelativeTime at={summary.refreshedAt} asOf={asOf} timezone={timezone} />
                {summary.durationMs !== null && `, in ${formatCount(summary.durationMs)} ms`}. It is refreshed when
                something changed, at most once in the interval of the settings.
              </>
            ) : (
              "Not refreshed yet; that takes a minute after the first start."
            )}
          </p>
        </Panel>
      </div>
      <Panel title="Size of the database" aside={<Dimmed>{formatBytes(databaseBytes)} in all</Dimmed>}>
        <SmallTable
          caption="Size of the database"
          empty="There are no tables."
          rows={tables}
          rowKey={({ name }) => name}
          columns={[
            { header: "Table", cell: ({ name }) => name },
            { header: "Rows, about", isNumber: true, cell: ({ rows }) => formatCount(rows) },
            { header: "Size", isNumber: true, cell: ({ bytes }) => formatBytes(bytes) },
          ]}
        />
      </Panel>
    </div>
  );
}
