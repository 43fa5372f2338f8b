import { Link } from "@/components/navigation/link";
import { useAddress } from "@/components/ui/use-address";
import { formatInstant } from "@/lib/platform/format/format-instant";
import styles from "./stopped.module.css";

type StoppedProps = { at: string | null; next: string; found: number; timezone: string };

/** Shown when a search stopped at its time limit before the page was full: how far it got, and a link to continue. */
export function Stopped({ at, next, found, timezone }: StoppedProps) {
  const address = useAddress();
  const reached = at ? `Searched back to ${formatInstant(at, timezone)}` : "Searched part of the list";
  return (
    <p className={styles.stopped}>
      {reached} and found {found === 0 ? "no calls" : found === 1 ? "one call" : `${found} calls`}.{" "}
      <Link href={address({ at: next })}>Keep searching</Link>
    </p>
  );
}
