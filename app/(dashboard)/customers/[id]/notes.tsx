import { Panel } from "@/components/ui/panel";
import styles from "./customer-page.module.css";

export function Notes({ notes }: { notes: string | null }) {
  return (
    <Panel title="Notes">
      {notes ? (
        <p className={styles.notes}>{notes}</p>
      ) : (
        <p className={styles.none}>None yet. Edit the customer to write some.</p>
      )}
    </Panel>
  );
}
