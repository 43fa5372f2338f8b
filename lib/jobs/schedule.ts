import { parseCrontab } from "graphile-worker";
import { auditConsistency } from "./audit-consistency";
import { auditIsolation } from "./audit-isolation";
import { cleanDashboardCache } from "./clean-dashboard-cache";
import { cleanJobRuns } from "./clean-job-runs";
import { cleanLoginAttempts } from "./clean-login-attempts";
import { cleanPasswordResetAttempts } from "./clean-password-reset-attempts";
import { cleanSessions } from "./clean-sessions";
import { cleanTriggerErrors } from "./clean-trigger-errors";
import { rebuildPreviousDay } from "./rebuild-previous-day";
import { refreshKpiSummary } from "./refresh-kpi-summary";
import type { ScheduledTask } from "./scheduled-task";

/** Every scheduled task by the name under which it is queued and recorded. */
export const scheduledTasks: Readonly<Record<string, ScheduledTask>> = {
  "refresh-kpi-summary": refreshKpiSummary,
  "rebuild-previous-day": rebuildPreviousDay,
  "clean-dashboard-cache": cleanDashboardCache,
  "clean-sessions": cleanSessions,
  "clean-trigger-errors": cleanTriggerErrors,
  "clean-job-runs": cleanJobRuns,
  "clean-login-attempts": cleanLoginAttempts,
  "clean-password-reset-attempts": cleanPasswordResetAttempts,
  "audit-consistency": auditConsistency,
  "audit-isolation": auditIsolation,
};

/**
 * When each is due: minute, hour, day of the month, month, day of the week, in UTC. The KPI summary is looked at every minute
 * and refreshed when its setting says so. Tasks of one queue run one after another, so that they leave room for ingestion.
 */
export const schedule = parseCrontab(`
* * * * * refresh-kpi-summary
7 * * * * clean-dashboard-cache ?queue=upkeep
11 2 * * * clean-sessions ?queue=upkeep
13 2 * * * clean-trigger-errors ?queue=upkeep
17 2 * * * clean-job-runs ?queue=upkeep
23 2 * * 0 clean-login-attempts ?queue=upkeep
29 2 * * 0 clean-password-reset-attempts ?queue=upkeep
31 3 * * * rebuild-previous-day ?queue=upkeep
41 3 * * * audit-consistency ?queue=upkeep
53 3 * * * audit-isolation ?queue=upkeep
`);
