import { Panel } from "@/components/ui/panel";
import styles from "./customer-page.module.css";

export function Notes({ notes }: { notes: string | null }) {
  return (
    <Panel title="Notes">
      {notes ? (
        <p className={styles.notes}>{notes}</p>
      ) : (
        <p className={styles.none}>No notes yet. Edit the customer to add some.</p>
      )}
    </Panel>
  );
}
