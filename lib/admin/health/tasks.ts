/** The scheduled tasks as people read them, and the queue in which each runs; a test holds them equal to the schedule. */
export const taskLabels = {
  "refresh-kpi-summary": { label: "Refresh the 30-day summary", queue: null },
  "refresh-platform-days": { label: "Add up the platform’s changed days", queue: null },
  "refresh-trends": { label: "Refresh trends", queue: "upkeep" },
  "audit-consistency": { label: "Audit rollups against calls", queue: "upkeep" },
  "repair-rollups": { label: "Repair what the audit found", queue: "upkeep" },
  "rebuild-previous-days": { label: "Rebuild the day before", queue: "upkeep" },
  "recount-platform-days": { label: "Recount the platform’s days", queue: "upkeep" },
  "audit-isolation": { label: "Audit the isolation of tenants", queue: "upkeep" },
  "delete-accounts": { label: "Erase accounts that are due", queue: "erasure" },
  "clean-contacts": { label: "Remove deleted contacts", queue: "upkeep" },
  "clean-dashboard-cache": { label: "Remove expired metrics", queue: "upkeep" },
  "clean-job-runs": { label: "Remove old runs", queue: "upkeep" },
  "clean-login-attempts": { label: "Remove old sign-in attempts", queue: "upkeep" },
  "clean-password-reset-attempts": { label: "Remove old password requests", queue: "upkeep" },
  "clean-rate-limits": { label: "Remove expired rate limits", queue: "upkeep" },
  "clean-sessions": { label: "Remove ended sessions", queue: "upkeep" },
  "clean-storage": { label: "Remove unused files", queue: "upkeep" },
  "clean-trigger-errors": { label: "Remove old trigger errors", queue: "upkeep" },
} as const satisfies Readonly<Record<string, { label: string; queue: string | null }>>;
export type TaskName = keyof typeof taskLabels;

export const taskNames = Object.keys(taskLabels) as [TaskName, ...TaskName[]];

/** A task as people read it; its name for one that is not scheduled. */
export function taskLabel(name: string): string {
  return Object.entries(taskLabels).find(([known]) => known === name)?.[1].label ?? name;
}
