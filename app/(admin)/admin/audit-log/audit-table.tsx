import type { Column } from "@/components/data-table/column";
import { Dash, SecondLine } from "@/components/data-table/data-table";
import { fieldColumns } from "@/components/data-table/field-columns";
import { Link } from "@/components/navigation/link";
import { auditFields } from "@/lib/admin/audit-log/fields";
import { auditActionLabel, detailLines, detailText, targetText } from "@/lib/admin/audit-log/labels";
import type { AuditEntry } from "@/lib/admin/audit-log/schema";
import { ChangeLines } from "../../_parts/change-lines";
import styles from "./audit-log.module.css";

/** The audit log's columns, of which `shown` are there. */
export function columnsOf(shown: readonly string[], asOf: string, timezone: string): Column<AuditEntry>[] {
  return fieldColumns({
    fields: auditFields,
    shown,
    drawn: { action: actionCell, target: targetCell, details: detailsCell },
    asOf,
    timezone,
  });
}

function actionCell(entry: AuditEntry) {
  const target = targetText(entry);
  const said = [detailText(entry.details), entry.details.reason].filter(Boolean).join(" · ");
  return (
    <>
      {auditActionLabel(entry.action)}
      <SecondLine onlyOnPhone>
        <bdi>{entry.admin.name}</bdi>
        {target && (
          <>
            {" → "}
            <bdi>{target}</bdi>
          </>
        )}
      </SecondLine>
      {said && (
        <SecondLine onlyOnPhone>
          <bdi>{said}</bdi>
        </SecondLine>
      )}
    </>
  );
}

function targetCell(entry: AuditEntry) {
  const text = targetText(entry);
  if (text === null) return <Dash />;
  const ofInstallation = entry.resourceType === "jobs" ? "/admin/health" : "/admin/settings";
  const href = entry.target ? `/admin/users/${entry.target.id}` : ofInstallation;
  return (
    <Link href={href} className={styles.target}>
      <bdi>{text}</bdi>
    </Link>
  );
}

const detailsCell = ({ details }: AuditEntry) =>
  detailLines(details).length === 0 ? (
    <Dash />
  ) : (
    <span className={styles.change}>
      <ChangeLines details={details} />
    </span>
  );
