"use client";

import { Link } from "@/components/navigation/link";
import { useAddress } from "@/components/ui/use-address";
import { formatInstant } from "@/lib/platform/format/format-instant";
import styles from "./stopped.module.css";

type StoppedProps = { at: string | null; next: string; found: number; timezone: string };

/** Looking took long and ended before the page was full: how far it came, and the way on. */
export function Stopped({ at, next, found, timezone }: StoppedProps) {
  const address = useAddress();
  const reached = at ? `Looked as far as ${formatInstant(at, timezone)}` : "Looked through part of the list";
  return (
    <p className={styles.stopped}>
      {reached} and found {found === 0 ? "no call" : found === 1 ? "one call" : `${found} calls`}.{" "}
      <Link href={address({ at: next })}>Look further</Link>
    </p>
  );
}
