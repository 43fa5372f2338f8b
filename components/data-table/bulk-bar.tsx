"use client";

import { UnstyledButton } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { formatCount } from "@/lib/platform/format/format-count";
import styles from "./bulk-bar.module.css";
import type { Selection } from "./use-selection";

/** The actions for the ticked rows, in place of the column headers; on a phone below the rows. Shown while any row is ticked. */
export function BulkBar({ selection, children }: { selection: Selection; children: ReactNode }) {
  const count = selection.keys.length;
  return (
    <>
      <span role="status" className={styles.spoken}>
        {count > 0 ? `${formatCount(count)} selected` : ""}
      </span>
      {count > 0 && (
        <div className={styles.place}>
          <div className={styles.bar} role="toolbar" aria-label="Actions for the selected rows">
            <span className={styles.count}>{formatCount(count)} selected</span>
            {children}
            <UnstyledButton className={styles.clear} onClick={selection.clear} aria-label="Clear the selection">
              <IconX size={15} stroke={2} aria-hidden />
            </UnstyledButton>
          </div>
        </div>
      )}
    </>
  );
}
