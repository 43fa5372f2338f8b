import { detailLines } from "@/lib/admin/audit-log/labels";
import type { AuditDetails } from "@/lib/admin/audit-log/schema";
import styles from "./change-lines.module.css";

/** What an entry of the audit log says was changed: each value before and after it. */
export function ChangeLines({ details }: { details: AuditDetails }) {
  return detailLines(details).map(({ label, before, after }) => (
    <span key={label} className={styles.line}>
      <span className={styles.label}>{label}</span>{" "}
      {before !== undefined && (
        <>
          <del className={styles.before}>
            <bdi>{before}</bdi>
          </del>{" "}
          <span aria-hidden>→</span>{" "}
        </>
      )}
      <bdi className={styles.after}>{after}</bdi>
    </span>
  ));
}
