"use client";

import { Tooltip } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { BrandMark } from "./brand";
import { isCurrent, places } from "./navigation";
import styles from "./sidebar.module.css";

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
        {places.map((place) => (
          <Tooltip key={place.href} label={place.label} position="right" disabled={!isCollapsed} openDelay={100}>
            <Link
              href={place.href}
              className={styles.place}
              aria-current={isCurrent(place, pathname) ? "page" : undefined}
              aria-label={isCollapsed ? place.label : undefined}
            >
              <place.icon size={18} stroke={1.7} aria-hidden />
              <span className={styles.word}>{place.label}</span>
            </Link>
          </Tooltip>
        ))}
      </div>
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
