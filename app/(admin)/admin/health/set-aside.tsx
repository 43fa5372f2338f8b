"use client";

import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { reasonLabel } from "@/lib/admin/health/labels";
import type { PlatformHealth } from "@/lib/admin/health/schema";
import { countOf } from "@/lib/platform/format/count-of";
import { formatCount } from "@/lib/platform/format/format-count";
import { DialogButton } from "../../_parts/dialog-button";
import { saying } from "../../_parts/saying";
import { Dimmed, SmallTable } from "../../_parts/small-table";
import { replay } from "./actions";
import styles from "./health.module.css";

type SetAsideProps = { health: PlatformHealth; timezone: string };

const consequence =
  "A job reads them again with today’s code. What can be read becomes calls and charges, once; the rest is set aside again with its reason.";
const replayed = saying(
  replay,
  ({ events }) => `${countOf(events, "event")} ${events === 1 ? "is" : "are"} read again.`,
);

/** Events that could not be read, by reason and the newest one by one. */
export function SetAside({ health: { reasons, setAside, asOf }, timezone }: SetAsideProps) {
  return (
    <Panel title="Events set aside">
      <p className={styles.lead}>
        An event that cannot be read is kept with its reason. Agents that are not linked are linked under{" "}
        <Link href="/admin/agents">Agents</Link>.
      </p>
      <SmallTable
        caption="Events set aside, by reason"
        empty="Every event was read."
        rows={reasons}
        rowKey={({ reason }) => reason}
        columns={[
          { header: "Reason", cell: ({ reason }) => reasonLabel(reason) },
          { header: "Events", isNumber: true, cell: ({ events }) => formatCount(events) },
          {
            header: "Newest",
            width: "128px",
            isWide: true,
            cell: ({ newestAt }) => <RelativeTime at={newestAt} asOf={asOf} timezone={timezone} />,
          },
          {
            header: "Action",
            width: "96px",
            cell: ({ reason, events }) => (
              <DialogButton
                label="Read again"
                ariaLabel={`Read again: ${reasonLabel(reason)}`}
                size="compact-xs"
                title={`Read ${countOf(events, "event")} again`}
                consequence={consequence}
                submitLabel="Read again"
                action={replayed}
                hidden={{ cause: reason }}
              />
            ),
          },
        ]}
      />
      {setAside.length > 0 && (
        <>
          <h3 className={styles.subtitle}>The newest</h3>
          <SmallTable
            caption="The newest events set aside"
            empty="Every event was read."
            rows={setAside}
            rowKey={({ id }) => id}
            columns={[
              {
                header: "Event",
                cell: ({ type, reason, detail, tenant }) => (
                  <>
                    {type ?? "Unknown kind"}
                    <Dimmed>
                      {reasonLabel(reason)}
                      {detail && (
                        <>
                          {": "}
                          <bdi>{detail}</bdi>
                        </>
                      )}
                    </Dimmed>
                    {tenant && (
                      <Dimmed>
                        <Link href={`/admin/users/${tenant.id}`} className={styles.tenant}>
                          <bdi>{tenant.name}</bdi>
                        </Link>
                      </Dimmed>
                    )}
                  </>
                ),
              },
              { header: "Tries", isNumber: true, isWide: true, cell: ({ attempts }) => formatCount(attempts) },
              {
                header: "Received",
                width: "128px",
                isWide: true,
                cell: ({ receivedAt }) => <RelativeTime at={receivedAt} asOf={asOf} timezone={timezone} />,
              },
              {
                header: "Action",
                width: "96px",
                cell: ({ id, type }) => (
                  <DialogButton
                    label="Read again"
                    ariaLabel={`Read this event again: ${type ?? "unknown kind"}`}
                    size="compact-xs"
                    title="Read an event again"
                    consequence={consequence}
                    submitLabel="Read again"
                    action={replayed}
                    hidden={{ eventId: id }}
                  />
                ),
              },
            ]}
          />
        </>
      )}
    </Panel>
  );
}
