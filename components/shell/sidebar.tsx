import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import { Hint } from "@/components/ui/hint";
import { areaHomes } from "./area";
import { BrandMark } from "./brand";
import { groupItems } from "./menu-items";
import styles from "./sidebar.module.css";
import { useArea } from "./use-area";
import { useCurrentItem } from "./use-current-item";
import { useMenuItems } from "./use-menu-items";
import { ZoneClock } from "./zone-clock";

type SidebarProps = { isCollapsed: boolean; isInDrawer?: boolean; onToggle?: () => void };

export function Sidebar({ isCollapsed, isInDrawer = false, onToggle }: SidebarProps) {
  const area = useArea();
  const isCurrent = useCurrentItem();
  const groups = groupItems(useMenuItems());
  const ToggleIcon = isCollapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav
      className={styles.sidebar}
      data-collapsed={isCollapsed || undefined}
      data-in-drawer={isInDrawer || undefined}
      aria-label={isInDrawer ? "Menu" : "Main"}
    >
      {!isInDrawer && (
        <Link href={areaHomes[area]} className={styles.brand} aria-label="Callwright, overview">
          <BrandMark />
          <span className={styles.word}>Callwright</span>
        </Link>
      )}
      <div className={styles.items}>
        {groups.map(({ label, items }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form.
          <div key={label} role="group" aria-label={label} className={styles.group}>
            {items.map((item) => (
              <Hint key={item.href} text={item.label} side="right" isDisabled={!isCollapsed}>
                <Link
                  href={item.href}
                  className={styles.item}
                  aria-current={isCurrent(item) ? "page" : undefined}
                  aria-label={isCollapsed ? item.label : undefined}
                >
                  <item.icon size={18} stroke={1.7} aria-hidden />
                  <span className={styles.word}>{item.label}</span>
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
