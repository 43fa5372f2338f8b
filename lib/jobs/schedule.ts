import { parseCrontab } from "graphile-worker";
import { auditConsistency } from "./audit-consistency";
import { auditIsolation } from "./audit-isolation";
import { cleanContacts } from "./clean-contacts";
import { cleanDashboardCache } from "./clean-dashboard-cache";
import { cleanJobRuns } from "./clean-job-runs";
import { cleanLoginAttempts } from "./clean-login-attempts";
import { cleanPasswordResetAttempts } from "./clean-password-reset-attempts";
import { cleanRateLimits } from "./clean-rate-limits";
import { cleanSessions } from "./clean-sessions";
import { cleanStorage } from "./clean-storage";
import { cleanTriggerErrors } from "./clean-trigger-errors";
import { deleteAccounts } from "./delete-accounts";
import { rebuildPreviousDays } from "./rebuild-previous-days";
import { refreshKpiSummary } from "./refresh-kpi-summary";
import { refreshTrends } from "./refresh-trends";
import { repairRollups } from "./repair-rollups";
import type { ScheduledTask } from "./scheduled-task";

/** Every scheduled task by the name under which it is queued and recorded. */
export const scheduledTasks: Readonly<Record<string, ScheduledTask>> = {
  "refresh-kpi-summary": refreshKpiSummary,
  "refresh-trends": refreshTrends,
  "repair-rollups": repairRollups,
  "rebuild-previous-days": rebuildPreviousDays,
  "clean-dashboard-cache": cleanDashboardCache,
  "clean-rate-limits": cleanRateLimits,
  "clean-contacts": cleanContacts,
  "clean-sessions": cleanSessions,
  "clean-storage": cleanStorage,
  "clean-trigger-errors": cleanTriggerErrors,
  "clean-job-runs": cleanJobRuns,
  "clean-login-attempts": cleanLoginAttempts,
  "clean-password-reset-attempts": cleanPasswordResetAttempts,
  "delete-accounts": deleteAccounts,
  "audit-consistency": auditConsistency,
  "audit-isolation": auditIsolation,
};

/**
 * When each is due: minute, hour, day of the month, month, day of the week, in UTC. The KPI summary is looked at every minute
 * and refreshed when its setting says so. What the audit finds is repaired after it, and rebuilding comes last, so that no fault is
 * mended before it is written down. Tasks of one queue run one after another, so that they leave room for ingestion;
 * erasing a large account takes long, and holds up none of them.
 */
export const schedule = parseCrontab(`
* * * * * refresh-kpi-summary
3 * * * * refresh-trends ?queue=upkeep
7 * * * * clean-dashboard-cache ?queue=upkeep
9 * * * * clean-rate-limits ?queue=upkeep
7 2 * * * clean-contacts ?queue=upkeep
11 2 * * * clean-sessions ?queue=upkeep
13 2 * * * clean-trigger-errors ?queue=upkeep
17 2 * * * clean-job-runs ?queue=upkeep
19 2 * * * clean-storage ?queue=upkeep
23 2 * * 0 clean-login-attempts ?queue=upkeep
29 2 * * 0 clean-password-reset-attempts ?queue=upkeep
31 3 * * * audit-consistency ?queue=upkeep
37 3 * * * repair-rollups ?queue=upkeep
43 3 * * * rebuild-previous-days ?queue=upkeep
53 3 * * * audit-isolation ?queue=upkeep
5 4 * * * delete-accounts ?queue=erasure
`);
