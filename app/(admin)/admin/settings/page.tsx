import type { Metadata } from "next";
import { requireAdminContext } from "@/app/_admin-context";
import { RefreshEvery } from "@/components/live/refresh-every";
import { AdminPage } from "@/components/shell/admin-page";
import { Panel } from "@/components/ui/panel";
import { listSettings } from "@/lib/admin/settings/list-settings";
import { settingGroups } from "@/lib/settings/settings";
import { SettingRow } from "./setting-row";
import styles from "./settings.module.css";

export const metadata: Metadata = { title: "Settings" };

export default async function AdminSettingsPage() {
  const ctx = await requireAdminContext("/admin/settings");
  const groups = await listSettings(ctx);
  return (
    <AdminPage title="Settings">
      <RefreshEvery seconds={30} />
      <p className={styles.lead}>
        What holds for the whole installation. A new value is used by every instance within seconds, without a restart.
      </p>
      <div className={styles.groups}>
        {groups.map(({ group, settings }) => (
          <Panel key={group} title={settingGroups[group]}>
            <ul className={styles.settings}>
              {settings.map((setting) => (
                <SettingRow key={setting.key} setting={setting} timezone={ctx.actor.timezone} />
              ))}
            </ul>
          </Panel>
        ))}
      </div>
    </AdminPage>
  );
}
