import { VisuallyHidden } from "@mantine/core";
import { Temperature } from "@/components/leads/temperature";
import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import { PanelTotal } from "@/components/ui/panel-total";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CallListItem } from "@/lib/calls/schema";
import type { ListTotal } from "@/lib/lists/list-total";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { CallResult } from "../../calls/call-result";
import styles from "../contact.module.css";

type CallsOfContactProps = {
  calls: readonly CallListItem[];
  previousCursor: string | null;
  nextCursor: string | null;
  total: ListTotal;
  isFirstPage: boolean;
  asOf: string;
  timezone: string;
};

/** The calls with this person, newest first; the newest that brought a lead says how good one it is. */
export function CallsOfContact({
  calls,
  previousCursor,
  nextCursor,
  total,
  isFirstPage,
  asOf,
  timezone,
}: CallsOfContactProps) {
  return (
    <Panel title="Calls" aside={<PanelTotal total={total} />}>
      {calls.length === 0 ? (
        <span className={styles.more}>{isFirstPage ? "No calls with this contact yet." : "No older calls."}</span>
      ) : (
        <ul className={styles.calls}>
          {calls.map((call) => (
            <li key={call.id}>
              <Link href={`/calls/${call.id}`}>
                <RelativeTime at={call.startedAt} asOf={asOf} timezone={timezone} />
                <VisuallyHidden>, {call.direction} call</VisuallyHidden>
              </Link>
              <span className={styles.agent}>
                <CallResult call={call} />
              </span>
              {call.lead ? (
                <Temperature temperature={call.lead.temperature} />
              ) : (
                <span className={styles.more}>no lead</span>
              )}
              <span className={styles.duration}>{formatDuration(call.durationSeconds)}</span>
            </li>
          ))}
        </ul>
      )}
      {previousCursor && (
        <Link href={`?at=${previousCursor}`} className={styles.older}>
          Newer calls
        </Link>
      )}
      {nextCursor && (
        <Link href={`?at=${nextCursor}`} className={styles.older}>
          Older calls
        </Link>
      )}
    </Panel>
  );
}
