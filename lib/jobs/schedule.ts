import { parseCrontab } from "graphile-worker";
import { cleanContacts } from "./cleaning/clean-contacts";
import { cleanDashboardCache } from "./cleaning/clean-dashboard-cache";
import { cleanJobRuns } from "./cleaning/clean-job-runs";
import { cleanLoginAttempts } from "./cleaning/clean-login-attempts";
import { cleanPasswordResetAttempts } from "./cleaning/clean-password-reset-attempts";
import { cleanRateLimits } from "./cleaning/clean-rate-limits";
import { cleanSessions } from "./cleaning/clean-sessions";
import { cleanStorage } from "./cleaning/clean-storage";
import { cleanTriggerErrors } from "./cleaning/clean-trigger-errors";
import { deleteAccounts } from "./cleaning/delete-accounts";
import type { ScheduledTask } from "./scheduled-task";
import { auditConsistency } from "./upkeep/audit-consistency";
import { auditIsolation } from "./upkeep/audit-isolation";
import { rebuildPreviousDays } from "./upkeep/rebuild-previous-days";
import { refreshKpiSummary } from "./upkeep/refresh-kpi-summary";
import { recountPlatformDays, refreshPlatformDays } from "./upkeep/refresh-platform-days";
import { refreshTrends } from "./upkeep/refresh-trends";
import { repairRollups } from "./upkeep/repair-rollups";

/** Every scheduled task by the name under which it is queued and recorded. */
export const scheduledTasks: Readonly<Record<string, ScheduledTask>> = {
  "refresh-kpi-summary": refreshKpiSummary,
  "refresh-platform-days": refreshPlatformDays,
  "recount-platform-days": recountPlatformDays,
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
 * When each is due: minute, hour, day of the month, month, day of the week, in UTC. The KPI summary is checked every minute and refreshed
 * as its setting requires. Findings are repaired after the audit, and rebuilding comes last, so that no fault is repaired before it is
 * recorded. Tasks of one queue run one after another, to leave capacity for ingestion; erasing a large account takes long, and has its own
 * queue.
 */
export const schedule = parseCrontab(`
* * * * * refresh-kpi-summary
* * * * * refresh-platform-days
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
47 3 * * * recount-platform-days ?queue=upkeep
53 3 * * * audit-isolation ?queue=upkeep
5 4 * * * delete-accounts ?queue=erasure
`);
