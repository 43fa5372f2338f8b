import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { PlatformHealth } from "@/lib/admin/health/schema";
import { countOf } from "@/lib/platform/format/count-of";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatWait } from "@/lib/platform/format/format-wait";
import styles from "./health.module.css";

/** Events older than this wait longer than they should. */
const lagSecondsMax = 60;

type Tile = { name: string; value: string; note: string; isBad: boolean };

/** What an operator asks first: whether anything needs a hand. */
export function Glance({ health }: { health: PlatformHealth }) {
  return (
    <ul className={styles.glance} aria-label="At a glance">
      {tilesOf(health).map(({ name, value, note, isBad }) => (
        <li key={name} className={styles.tile}>
          <div className={styles.name}>{name}</div>
          <div className={styles.value}>
            {isBad ? (
              <IconAlertTriangle size={18} stroke={1.8} className={styles.bad} role="img" aria-label="Needs a hand" />
            ) : (
              <IconCircleCheck size={18} stroke={1.8} className={styles.good} role="img" aria-label="In order" />
            )}
            {value}
          </div>
          <div className={styles.note}>{note}</div>
        </li>
      ))}
    </ul>
  );
}

function tilesOf(health: PlatformHealth): Tile[] {
  const { inbox, findingCount, failedJobs, processes, triggers } = health;
  const alive = processes.filter(({ isAlive }) => isAlive).length;
  return [
    {
      name: "Inbox",
      value: formatCount(inbox.pending),
      note:
        inbox.pending === 0
          ? `Nothing waits; ${formatCount(inbox.waiting)} for their call`
          : `Oldest waits ${formatWait(Math.ceil(inbox.oldestPendingSeconds))}`,
      isBad: inbox.oldestPendingSeconds > lagSecondsMax,
    },
    {
      name: "Set aside",
      value: formatCount(inbox.quarantined),
      note: inbox.quarantined === 0 ? "Every event was read" : "Events that could not be read",
      isBad: inbox.quarantined > 0,
    },
    {
      name: "Findings",
      value: formatCount(findingCount),
      note: findingCount === 0 ? "Audits found nothing" : "Open since the last audits",
      isBad: findingCount > 0,
    },
    {
      name: "Failed jobs",
      value: formatCount(failedJobs.length),
      note: failedJobs.length === 0 ? "None was given up" : "Given up after all tries",
      isBad: failedJobs.length > 0,
    },
    {
      name: "Job processes",
      value: formatCount(alive),
      note: alive === 0 ? "Nothing is processed" : `${countOf(alive, "process", "processes")} at work`,
      isBad: alive === 0,
    },
    {
      name: "Triggers",
      value: formatCount(triggers.length),
      note: triggers.length === 0 ? "All in force, no errors in 24 h" : "Tables with errors or switched off",
      isBad: triggers.length > 0,
    },
  ];
}
