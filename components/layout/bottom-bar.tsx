"use client";

import { usePathname } from "next/navigation";
import { Link } from "@/components/navigation/link";
import styles from "./frame.module.css";
import { isCurrent } from "./navigation";
import { mainPlaces } from "./place-groups";

/** The phone's way between the main places. */
export function BottomBar() {
  const pathname = usePathname();
  return (
    <nav className={styles.bottombar} aria-label="Main places">
      {mainPlaces.map((place) => (
        <Link key={place.href} href={place.href} aria-current={isCurrent(place, pathname) ? "page" : undefined}>
          <place.icon size={20} stroke={1.7} aria-hidden />
          {place.label}
        </Link>
      ))}
    </nav>
  );
}
