import { FollowUpDay } from "@/components/follow-ups/follow-up-day";
import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import type { Overview } from "@/lib/analytics/overview/overview";
import type { FollowUp } from "@/lib/follow-ups/schema";
import { formatTotal } from "@/lib/lists/format-total";
import { formatDay } from "@/lib/platform/format/format-day";
import { withCountry } from "@/lib/platform/format/with-country";
import styles from "./due-follow-ups.module.css";

/** The follow-ups that are due today or overdue. */
export function DueFollowUps({ overview: { dueFollowUps } }: { overview: Overview }) {
  const { dueToday, overdue, first, today } = dueFollowUps;
  return (
    <Panel
      title="Follow-ups due"
      aside={
        <span className={styles.counts}>
          <Link href="/follow-ups?tab=overdue">{formatTotal(overdue)} overdue</Link>
          <Link href="/follow-ups?tab=due">{formatTotal(dueToday)} today</Link>
        </span>
      }
    >
      {first.length === 0 ? (
        <p className={styles.none}>Nothing is due. Scheduled follow-ups appear here on their day.</p>
      ) : (
        <ul className={styles.list}>
          {first.slice(0, 3).map((followUp) => (
            <li key={followUp.id} className={styles.row}>
              <Person followUp={followUp} />
              <span className={styles.day}>
                <FollowUpDay day={followUp.day} today={today} isPending>
                  {formatDay(followUp.day, "weekday")}
                </FollowUpDay>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Person({ followUp: { name, phoneNumber, country, email, leadId } }: { followUp: FollowUp }) {
  const words = <bdi>{name ?? withCountry(phoneNumber, country) ?? email}</bdi>;
  if (!leadId) return <span className={styles.name}>{words}</span>;
  return (
    <Link href={`/leads/${leadId}`} className={styles.name}>
      {words}
    </Link>
  );
}
