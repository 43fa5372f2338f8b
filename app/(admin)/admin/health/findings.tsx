"use client";

import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PlatformHealth } from "@/lib/admin/health/schema";
import { formatCount } from "@/lib/platform/format/format-count";
import { Dimmed, SmallTable } from "../../_parts/small-table";
import styles from "./health.module.css";
import { StartTask } from "./start-task";

type FindingsProps = { health: PlatformHealth; timezone: string };

/** What the audits found and nothing has resolved yet. */
export function Findings({ health: { findings, findingCount, asOf }, timezone }: FindingsProps) {
  return (
    <Panel
      title="Findings of the audits"
      aside={
        <span className={styles.buttons}>
          <StartTask task="audit-consistency" label="Audit now" size="xs" />
          {findings.length > 0 && <StartTask task="repair-rollups" label="Repair" size="xs" />}
        </span>
      }
    >
      {findingCount > findings.length && (
        <p className={styles.lead}>
          The newest {formatCount(findings.length)} of {formatCount(findingCount)}.
        </p>
      )}
      <SmallTable
        caption="Findings of the audits"
        empty="Every rollup equals its calls, every balance its ledger, and no tenant sees another."
        rows={findings}
        rowKey={({ id }) => id}
        columns={[
          {
            header: "Finding",
            cell: ({ check, detail }) => (
              <>
                {check.replaceAll("_", " ")}
                <Dimmed>{detail}</Dimmed>
              </>
            ),
          },
          {
            header: "Where",
            width: "220px",
            isWide: true,
            cell: ({ table, row }) => (
              <>
                {table}
                <Dimmed>{row}</Dimmed>
              </>
            ),
          },
          {
            header: "Tenant",
            width: "140px",
            cell: ({ tenant }) =>
              tenant ? (
                <Link href={`/admin/users/${tenant.id}`} className={styles.tenant}>
                  <bdi>{tenant.name}</bdi>
                </Link>
              ) : (
                "–"
              ),
          },
          {
            header: "Since",
            width: "112px",
            isWide: true,
            cell: ({ firstSeenAt }) => <RelativeTime at={firstSeenAt} asOf={asOf} timezone={timezone} />,
          },
        ]}
      />
    </Panel>
  );
}
