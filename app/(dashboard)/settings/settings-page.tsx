import type { ReactNode } from "react";
import { Page } from "@/components/shell/page";
import styles from "./settings.module.css";
import { type SettingsAddress, SettingsTabs } from "./settings-tabs";

type SettingsPageProps = { current: SettingsAddress; children: ReactNode };

/** One of the pages of settings under the tabs that lead to the others. */
export function SettingsPage({ current, children }: SettingsPageProps) {
  return (
    <Page title="Settings">
      <div className={styles.column}>
        <SettingsTabs current={current} />
        {children}
      </div>
    </Page>
  );
}
