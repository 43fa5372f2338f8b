"use client";

import { usePathname } from "next/navigation";
import { Link } from "@/components/navigation/link";
import styles from "./no-match.module.css";

type NoMatchProps = { title: string; children: string };

/** No row meets the filters, whether there are others or not. */
export function NoMatch({ title, children }: NoMatchProps) {
  const pathname = usePathname();
  return (
    <div className={styles.none}>
      <h2>{title}</h2>
      <p>{children}</p>
      <Link href={pathname}>Clear filters</Link>
    </div>
  );
}
