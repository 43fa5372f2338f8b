"use client";

import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PlatformHealth } from "@/lib/admin/health/schema";
import { taskLabel } from "@/lib/admin/health/tasks";
import { countOf } from "@/lib/platform/format/count-of";
import { formatCount } from "@/lib/platform/format/format-count";
import { DialogButton } from "../../_parts/dialog-button";
import { saying } from "../../_parts/saying";
import { Dimmed, SmallTable } from "../../_parts/small-table";
import { cancelJob, retryJob } from "./actions";
import styles from "./health.module.css";
import { StartTask } from "./start-task";

type JobsProps = { health: PlatformHealth; timezone: string };

/** The scheduled tasks with their newest runs. */
export function Tasks({ health: { tasks, asOf }, timezone }: JobsProps) {
  return (
    <Panel title="Scheduled tasks">
      <SmallTable
        caption="Scheduled tasks"
        empty="Nothing is scheduled."
        rows={tasks}
        rowKey={({ task }) => task}
        columns={[
          {
            header: "Task",
            cell: ({ task, run, failures24h }) => (
              <>
                {taskLabel(task)}
                {run?.error && (
                  <Dimmed>
                    <span className={styles.bad}>
                      Failed: <bdi>{run.error}</bdi>
                    </span>
                  </Dimmed>
                )}
                {failures24h > 0 && <Dimmed>{countOf(failures24h, "failure")} in 24 hours</Dimmed>}
              </>
            ),
          },
          {
            header: "Last run",
            width: "124px",
            cell: ({ run, isQueued }) => (
              <>
                {run ? <RelativeTime at={run.startedAt} asOf={asOf} timezone={timezone} /> : "–"}
                {isQueued && <Dimmed>Queued</Dimmed>}
              </>
            ),
          },
          {
            header: "Took",
            isNumber: true,
            isWide: true,
            cell: ({ run }) => (run?.durationMs == null ? "–" : `${formatCount(run.durationMs)} ms`),
          },
          {
            header: "Rows",
            isNumber: true,
            isWide: true,
            cell: ({ run }) => (run?.rows == null ? "–" : formatCount(run.rows)),
          },
          { header: "Action", width: "80px", cell: ({ task }) => <StartTask task={task} label="Run now" /> },
        ]}
      />
    </Panel>
  );
}

/** Jobs that were given up after all tries; nothing when there is none. */
export function FailedJobs({ health: { failedJobs, asOf }, timezone }: JobsProps) {
  if (failedJobs.length === 0) return null;
  return (
    <Panel title="Failed jobs">
      <SmallTable
        caption="Failed jobs"
        empty="None was given up."
        rows={failedJobs}
        rowKey={({ id }) => String(id)}
        columns={[
          {
            header: "Job",
            cell: ({ task, error, attempts }) => (
              <>
                {taskLabel(task)}
                <Dimmed>
                  {countOf(attempts, "try", "tries")}
                  {error && (
                    <>
                      {": "}
                      <bdi>{error.slice(0, 300)}</bdi>
                    </>
                  )}
                </Dimmed>
              </>
            ),
          },
          {
            header: "Failed",
            width: "112px",
            isWide: true,
            cell: ({ failedAt }) => <RelativeTime at={failedAt} asOf={asOf} timezone={timezone} />,
          },
          {
            header: "Action",
            width: "148px",
            cell: ({ id, task }) => (
              <span className={styles.buttons}>
                <DialogButton
                  label="Try again"
                  ariaLabel={`Try again: ${taskLabel(task)}`}
                  size="compact-xs"
                  title="Try a failed job again"
                  consequence="It runs again with all of its tries."
                  submitLabel="Try again"
                  action={saying(retryJob, () => "It is tried again.")}
                  hidden={{ job: String(id) }}
                />
                <DialogButton
                  isDangerous
                  label="Remove"
                  ariaLabel={`Remove: ${taskLabel(task)}`}
                  size="compact-xs"
                  title="Remove a failed job"
                  consequence="What it was to do is not done."
                  submitLabel="Remove"
                  action={saying(cancelJob, () => "The job was removed.")}
                  hidden={{ job: String(id) }}
                />
              </span>
            ),
          },
        ]}
      />
    </Panel>
  );
}

/** Processes that take jobs, the latest first. */
export function Processes({ health: { processes, asOf }, timezone }: JobsProps) {
  return (
    <Panel title="Job processes">
      <SmallTable
        caption="Job processes"
        empty="No process takes jobs: start the worker."
        rows={processes}
        rowKey={({ name, startedAt }) => `${name} ${startedAt}`}
        columns={[
          {
            header: "Process",
            cell: ({ name, isAlive }) => (
              <>
                {name}
                <Dimmed>{isAlive ? "At work" : "Gone"}</Dimmed>
              </>
            ),
          },
          {
            header: "Started",
            width: "124px",
            cell: ({ startedAt }) => <RelativeTime at={startedAt} asOf={asOf} timezone={timezone} />,
          },
        ]}
      />
    </Panel>
  );
}
