import { IconCalendar, IconCheck, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { FollowUp } from "@/lib/follow-ups/schema";
import { formatDay } from "@/lib/platform/format/format-day";
import { FollowUpDay } from "../follow-ups/follow-up-day";
import { Panel } from "../ui/panel";
import styles from "./follow-ups-of-person.module.css";

const statuses = {
  pending: { label: "Scheduled", icon: IconCalendar },
  completed: { label: "Done", icon: IconCheck },
  cancelled: { label: "Cancelled", icon: IconX },
} as const;

type FollowUpsOfPersonProps = { followUps: readonly FollowUp[]; today: string; action?: ReactNode };

/** What is to be done about a person and what was done, the latest day first. */
export function FollowUpsOfPerson({ followUps, today, action }: FollowUpsOfPersonProps) {
  return (
    <Panel title="Follow-ups" aside={action}>
      {followUps.length === 0 ? (
        <p className={styles.none}>No follow-ups yet.</p>
      ) : (
        <ul className={styles.list}>
          {followUps.map(({ id, day, status, remark }) => {
            const { label, icon: Icon } = statuses[status];
            return (
              <li key={id} className={styles.item} data-status={status}>
                <Icon size={15} stroke={1.8} aria-hidden />
                <span>
                  <FollowUpDay day={day} today={today} isPending={status === "pending"}>
                    {formatDay(day)}
                  </FollowUpDay>{" "}
                  <span className={styles.status}>{label}</span>
                  {remark && <span className={styles.remark}>{remark}</span>}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
