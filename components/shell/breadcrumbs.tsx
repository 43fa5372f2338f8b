import { IconChevronLeft } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import styles from "./page.module.css";

/** The places above a page, before its title: each leads back. */
export function Breadcrumbs({ trail }: { trail: readonly { href: string; label: string }[] }) {
  return (
    <nav aria-label="Breadcrumb" className={styles.trail}>
      {trail.map(({ href, label }) => (
        <span key={href}>
          <Link href={href}>
            <IconChevronLeft size={20} stroke={1.8} className={styles.back} aria-hidden />
            <span className={styles.crumb}>{label}</span>
          </Link>{" "}
          <span className={styles.slash} aria-hidden>
            /
          </span>
        </span>
      ))}
    </nav>
  );
}
