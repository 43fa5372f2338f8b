import { useSyncExternalStore } from "react";
import { Link } from "@/components/navigation/link";
import { zonedParts } from "@/lib/platform/format/zoned-parts";
import { useAccount } from "./account-context";
import styles from "./zone-clock.module.css";

const stepMs = 5_000;

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, stepMs);
  return () => clearInterval(timer);
}

/** The time where the tenant's days begin and end, and the way to change where that is. */
export function ZoneClock() {
  const { timezone } = useAccount();
  // The server's clock is not the browser's: the time comes with the browser.
  const time = useSyncExternalStore(
    subscribe,
    () => zonedParts(new Date(), timezone).time.slice(0, 5),
    () => null,
  );
  const zone = timezone.replaceAll("_", " ");
  return (
    <Link href="/settings" className={styles.clock} title={`All times are in ${zone}. Change it in the settings.`}>
      <span className={styles.time}>{time}</span>
      <span className={styles.zone}>{zone}</span>
    </Link>
  );
}
