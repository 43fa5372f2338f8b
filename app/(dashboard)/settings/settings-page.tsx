import type { ReactNode } from "react";
import { Page } from "@/components/layout/page";
import styles from "./settings.module.css";
import { SettingsTabs } from "./settings-tabs";

/** One of the pages of settings under the tabs that lead to the others. */
export function SettingsPage({ children }: { children: ReactNode }) {
  return (
    <Page title="Settings">
      <div className={styles.column}>
        <SettingsTabs />
        {children}
      </div>
    </Page>
  );
}
