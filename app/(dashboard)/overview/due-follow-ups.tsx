import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import type { Overview } from "@/lib/analytics/overview";
import type { FollowUp } from "@/lib/follow-ups/schema";
import { formatDay } from "@/lib/platform/format/format-day";
import { formatTotal } from "@/lib/platform/format/format-total";
import styles from "./due-follow-ups.module.css";

/** Whom somebody meant to call back by today. */
export function DueFollowUps({ overview: { dueFollowUps } }: { overview: Overview }) {
  const { dueToday, overdue, first } = dueFollowUps;
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
        <p className={styles.none}>Nothing is due. A follow-up that you plan appears here on its day.</p>
      ) : (
        <ul className={styles.list}>
          {first.slice(0, 3).map((followUp) => (
            <li key={followUp.id} className={styles.row}>
              <Person followUp={followUp} />
              <span className={styles.day}>{formatDay(followUp.day, "weekday")}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Person({ followUp: { name, phoneNumber, email, leadId } }: { followUp: FollowUp }) {
  const words = <bdi>{name ?? phoneNumber ?? email}</bdi>;
  if (!leadId) return <span className={styles.name}>{words}</span>;
  return (
    <Link href={`/leads/${leadId}`} className={styles.name}>
      {words}
    </Link>
  );
}
