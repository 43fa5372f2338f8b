import { type TaskName, taskLabel } from "@/lib/admin/health/tasks";
import { DialogButton } from "../../_parts/dialog-button";
import { saying } from "../../_parts/saying";
import { startTask } from "./actions";

type StartTaskProps = { task: TaskName; label: string; size?: "xs" | "compact-xs" };

/** Has a scheduled task run now. */
export function StartTask({ task, label, size = "compact-xs" }: StartTaskProps) {
  return (
    <DialogButton
      label={label}
      ariaLabel={`${label}: ${taskLabel(task)}`}
      size={size}
      title={taskLabel(task)}
      consequence="It runs now, after those of its queue that run already, as it does on schedule."
      submitLabel="Run now"
      action={saying(startTask, () => "It is queued and runs in a moment.")}
      hidden={{ task }}
    />
  );
}
