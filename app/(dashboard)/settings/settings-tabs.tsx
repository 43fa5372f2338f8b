import { Link } from "@/components/navigation/link";
import styles from "./settings.module.css";

const tabs = [
  { href: "/settings", label: "Profile" },
  { href: "/settings/security", label: "Security" },
  { href: "/settings/data", label: "Your data" },
] as const;

export type SettingsAddress = (typeof tabs)[number]["href"];

export function SettingsTabs({ current }: { current: SettingsAddress }) {
  return (
    <nav className={styles.tabs} aria-label="Settings">
      {tabs.map(({ href, label }) => (
        <Link key={href} href={href} className={styles.tab} aria-current={current === href ? "page" : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
