"use client";

import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { usePathname } from "next/navigation";
import { Link } from "@/components/navigation/link";
import { Hint } from "../ui/hint";
import { BrandMark } from "./brand";
import { isCurrent } from "./navigation";
import { placeGroups } from "./place-groups";
import styles from "./sidebar.module.css";
import { ZoneClock } from "./zone-clock";

type SidebarProps = { isCollapsed: boolean; isInDrawer?: boolean; onToggle?: () => void };

export function Sidebar({ isCollapsed, isInDrawer = false, onToggle }: SidebarProps) {
  const pathname = usePathname();
  const ToggleIcon = isCollapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav
      className={styles.sidebar}
      data-collapsed={isCollapsed || undefined}
      data-in-drawer={isInDrawer || undefined}
      aria-label={isInDrawer ? "Menu" : "Main"}
    >
      {!isInDrawer && (
        <Link href="/overview" className={styles.brand} aria-label="Callwright, overview">
          <BrandMark />
          <span className={styles.word}>Callwright</span>
        </Link>
      )}
      <div className={styles.places}>
        {placeGroups.map(({ label, places }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
          <div key={label} role="group" aria-label={label} className={styles.group}>
            {places.map((place) => (
              <Hint key={place.href} text={place.label} side="right" isDisabled={!isCollapsed}>
                <Link
                  href={place.href}
                  className={styles.place}
                  aria-current={isCurrent(place, pathname) ? "page" : undefined}
                  aria-label={isCollapsed ? place.label : undefined}
                >
                  <place.icon size={18} stroke={1.7} aria-hidden />
                  <span className={styles.word}>{place.label}</span>
                </Link>
              </Hint>
            ))}
          </div>
        ))}
      </div>
      {!isCollapsed && <ZoneClock />}
      {onToggle && (
        <button
          type="button"
          className={styles.toggle}
          onClick={onToggle}
          aria-label={isCollapsed ? "Expand the menu" : "Collapse the menu"}
        >
          <ToggleIcon size={18} stroke={1.7} aria-hidden />
          <span className={styles.word}>Collapse</span>
        </button>
      )}
    </nav>
  );
}
