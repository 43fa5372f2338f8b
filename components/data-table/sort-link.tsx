"use client";

import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import { useAddress } from "../ui/use-address";
import type { ColumnSort } from "./column";
import styles from "./data-table.module.css";

type SortLinkProps = {
  sorts: ColumnSort;
  direction: "descending" | "ascending" | null;
  isCovered: boolean;
  children: string;
};

/** A header that is pressed to sort by its column, and pressed again to turn that around. */
export function SortLink({ sorts, direction, isCovered, children }: SortLinkProps) {
  const address = useAddress();
  const next =
    direction === "descending" ? (sorts.ascending ?? sorts.descending) : (sorts.descending ?? sorts.ascending);
  const Arrow = direction === "ascending" ? IconArrowUp : IconArrowDown;
  return (
    <Link
      href={address({ sort: next ?? null })}
      scroll={false}
      tabIndex={isCovered ? -1 : undefined}
      className={styles.sort}
      data-active={direction || undefined}
    >
      {children}
      <Arrow size={13} stroke={2} aria-hidden />
    </Link>
  );
}
