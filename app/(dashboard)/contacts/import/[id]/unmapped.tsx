import type { FileColumn } from "@/lib/contacts/imports/files/file-columns";
import type { ImportMapping } from "@/lib/contacts/imports/import-fields";
import { unmappedColumns } from "@/lib/contacts/imports/unmapped-columns";
import styles from "../import.module.css";
import { unmappedLabel } from "./file-text";

/** Warns of columns that look like ways to reach people and that are not used. */
export function Unmapped({ columns, mapping }: { columns: readonly FileColumn[]; mapping: ImportMapping }) {
  const unmapped = unmappedColumns(columns, mapping);
  if (unmapped.length === 0) return null;
  return (
    <div className={styles.warning} role="status">
      <strong>
        {unmapped.length === 1 ? "A column is not used" : `${unmapped.length} columns are not used`}, although{" "}
        {unmapped.length === 1 ? "it seems" : "they seem"} to hold contact details:
      </strong>
      <ul>
        {unmapped.map((column) => (
          <li key={column.index}>
            <bdi>{unmappedLabel(column, columns)}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
