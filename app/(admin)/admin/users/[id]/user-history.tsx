import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { auditActionLabel } from "@/lib/admin/audit-log/labels";
import type { UserDetail, UserHistoryEntry } from "@/lib/admin/users/schema";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { ChangeLines } from "../../../_parts/change-lines";
import styles from "./user-page.module.css";

type UserHistoryProps = { user: UserDetail; timezone: string };

/** What administrators did to the account and noted about it, the newest first, back to its beginning. */
export function UserHistory({ user, timezone }: UserHistoryProps) {
  return (
    <Panel
      title="History"
      aside={
        <Link href={`/admin/audit-log?target=${user.id}`} className={styles.more}>
          In the audit log
        </Link>
      }
    >
      <ol className={styles.trail}>
        {user.history.map((entry) => (
          <li key={entry.id} className={styles.entry}>
            <What entry={entry} />
            <span className={styles.when}>
              <RelativeTime at={entry.at} asOf={user.asOf} timezone={timezone} /> · <bdi>{entry.by}</bdi>
            </span>
          </li>
        ))}
        <li className={styles.entry}>
          <span className={styles.what}>Account created</span>
          <span className={styles.when}>{formatInstant(user.createdAt, timezone)}</span>
        </li>
      </ol>
    </Panel>
  );
}

function What({ entry }: { entry: UserHistoryEntry }) {
  if (entry.kind === "note") {
    return (
      <>
        <span className={styles.what}>Note</span>
        <p className={styles.note}>
          <bdi>{entry.note}</bdi>
        </p>
      </>
    );
  }
  return (
    <>
      <span className={styles.what}>{auditActionLabel(entry.action)}</span>
      <ChangeLines details={entry.details} />
      {entry.details.reason && (
        <span className={styles.reason}>
          “<bdi>{entry.details.reason}</bdi>”
        </span>
      )}
    </>
  );
}
