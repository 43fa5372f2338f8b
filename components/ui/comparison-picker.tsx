"use client";

import { IconChevronDown } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import type { Comparison } from "@/lib/platform/date-range/comparison";
import { comparisonLabels, formatComparison } from "@/lib/platform/format/format-comparison";
import { whenConnected } from "../offline/when-connected";
import styles from "./comparison-picker.module.css";
import { Opener } from "./opener";

const load = () => import("./comparison-menu");
const ComparisonMenu = dynamic(whenConnected(load), { ssr: false });

/** Names the days that a page's metrics are compared with, and lets others be chosen. */
export function ComparisonPicker({ comparison }: { comparison: Comparison }) {
  const words = formatComparison(comparison);
  return (
    <span className={styles.picker}>
      against {words}{" "}
      <Opener
        load={load}
        opens="menu"
        button={(props) => (
          <button
            type="button"
            className={styles.button}
            aria-label={`Compared with: ${comparisonLabels[comparison.kind]}`}
            {...props}
          >
            ({comparisonLabels[comparison.kind].toLowerCase()}
            <IconChevronDown size={12} stroke={2} aria-hidden />)
          </button>
        )}
      >
        {(opened) => <ComparisonMenu {...opened} kind={comparison.kind} />}
      </Opener>
    </span>
  );
}
