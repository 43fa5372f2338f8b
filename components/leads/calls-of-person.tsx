import { Link } from "@/components/navigation/link";
import { callDirectionLabels, callOutcomeLabels, callStatusLabels } from "@/lib/calls/labels";
import type { PersonCalls } from "@/lib/leads/list-calls-of-person";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { Panel } from "../ui/panel";
import { PanelTotal } from "../ui/panel-total";
import { RelativeTime } from "../ui/relative-time";
import styles from "./calls-of-person.module.css";
import { Temperature } from "./temperature";

type CallsOfPersonProps = {
  page: PersonCalls;
  /** The page that it stands on. */
  path: string;
  timezone: string;
  asOf: string;
};

/** Every call of a person, the newest first, those that showed no lead as well. */
export function CallsOfPerson({ page, path, timezone, asOf }: CallsOfPersonProps) {
  const { calls, previousCursor, nextCursor } = page;
  return (
    <Panel title="Calls" aside={<PanelTotal total={page.total} />}>
      {calls.length === 0 ? (
        <p className={styles.none}>No calls any more.</p>
      ) : (
        <ul className={styles.calls}>
          {calls.map((call) => (
            <li key={call.id} className={styles.call}>
              <Link href={`/calls/${call.id}`} className={styles.link}>
                <RelativeTime at={call.startedAt} asOf={asOf} timezone={timezone} />
              </Link>
              <span className={styles.what}>
                {callDirectionLabels[call.direction]} ·{" "}
                {call.outcome ? callOutcomeLabels[call.outcome] : callStatusLabels[call.status]} · {call.agent.name}
              </span>
              <span className={styles.score}>
                {call.lead ? (
                  <>
                    {call.lead.totalScore ?? "–"} <Temperature temperature={call.lead.temperature} />
                  </>
                ) : (
                  <span className={styles.noLead}>no lead</span>
                )}
              </span>
              <span className={styles.duration}>{formatDuration(call.durationSeconds)}</span>
            </li>
          ))}
        </ul>
      )}
      {(previousCursor || nextCursor) && (
        <nav className={styles.pages} aria-label="Pages of calls">
          {previousCursor && (
            <Link href={`${path}?at=${previousCursor}`} scroll={false}>
              Newer
            </Link>
          )}
          {nextCursor && (
            <Link href={`${path}?at=${nextCursor}`} scroll={false}>
              Older
            </Link>
          )}
        </nav>
      )}
    </Panel>
  );
}
