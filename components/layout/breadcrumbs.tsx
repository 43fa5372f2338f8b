import { Link } from "@/components/navigation/link";
import styles from "./page.module.css";

/** The places above a page, before its title: each leads back. */
export function Breadcrumbs({ trail }: { trail: readonly { href: string; label: string }[] }) {
  return (
    <nav aria-label="Breadcrumb" className={styles.trail}>
      {trail.map(({ href, label }) => (
        <span key={href}>
          <Link href={href}>{label}</Link> <span aria-hidden>/</span>
        </span>
      ))}
    </nav>
  );
}
