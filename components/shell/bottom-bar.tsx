import { Link } from "@/components/navigation/link";
import styles from "./frame.module.css";
import { useCurrentItem } from "./use-current-item";
import { useMenuItems } from "./use-menu-items";

/** The phone's way between the main pages. */
export function BottomBar() {
  const isCurrent = useCurrentItem();
  const items = useMenuItems().filter(({ isInBar }) => isInBar);
  return (
    <nav className={styles.bottombar} aria-label="Main pages">
      {items.map((item) => (
        <Link key={item.href} href={item.href} aria-current={isCurrent(item) ? "page" : undefined}>
          <item.icon size={20} stroke={1.7} aria-hidden />
          {item.label}
        </Link>
      ))}
    </nav>
  );
}
