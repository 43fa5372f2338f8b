import type { ReactNode } from "react";
import type { ImportCounts } from "@/lib/contacts/imports/import-detail";
import { countOf } from "@/lib/platform/format/count-of";
import { formatCount } from "@/lib/platform/format/format-count";
import styles from "../import.module.css";

type ProgressProps = { title: string; done: number; total: number; counts?: ImportCounts; children?: ReactNode };

/** How far a step is, in rows. It continues without this page. */
export function Progress({ title, done, total, counts, children }: ProgressProps) {
  const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
  const said = `${formatCount(done)} of ${countOf(total, "row")}`;
  return (
    <section className={styles.progress} aria-label={title}>
      <h2>{title}</h2>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={title}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={said}
      >
        <div className={styles.fill} style={{ width: `${percent}%` }} />
      </div>
      <p className={styles.dimmed}>
        {said}
        {counts &&
          `: ${formatCount(counts.created)} added, ${formatCount(counts.updated)} changed, ${formatCount(counts.skipped)} skipped`}
        . You can leave this page: the import continues in the background.
      </p>
      {children && <div className={styles.buttons}>{children}</div>}
    </section>
  );
}
