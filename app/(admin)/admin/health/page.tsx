import type { Metadata } from "next";
import { requireAdminContext } from "@/app/_admin-context";
import { RefreshEvery } from "@/components/live/refresh-every";
import { AdminPage } from "@/components/shell/admin-page";
import { getHealth } from "@/lib/admin/health/get-health";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { DatabasePanels } from "./database-panels";
import { Findings } from "./findings";
import { Glance } from "./glance";
import styles from "./health.module.css";
import { FailedJobs, Processes, Tasks } from "./jobs";
import { Provider } from "./provider";
import { SetAside } from "./set-aside";

export const metadata: Metadata = { title: "Health" };

export default async function HealthPage() {
  const ctx = await requireAdminContext("/admin/health");
  const health = await getHealth(ctx);
  const { timezone } = ctx.actor;
  return (
    <AdminPage title="Health">
      <RefreshEvery seconds={10} />
      <p className={styles.fresh}>As of {formatInstant(health.asOf, timezone, "time")}</p>
      <Glance health={health} />
      <div className={styles.panels}>
        <SetAside health={health} timezone={timezone} />
        <Findings health={health} timezone={timezone} />
        <FailedJobs health={health} timezone={timezone} />
        <Tasks health={health} timezone={timezone} />
        <div className={styles.pair}>
          <Processes health={health} timezone={timezone} />
          <Provider timezone={timezone} />
        </div>
        <DatabasePanels health={health} timezone={timezone} />
      </div>
    </AdminPage>
  );
}
