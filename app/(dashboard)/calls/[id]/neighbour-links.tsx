import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import type { Neighbours } from "@/lib/calls/list/find-neighbours";
import styles from "./neighbour-links.module.css";

/** The ways to the calls before and after this one in the list that led here. */
export function NeighbourLinks({ neighbours, list }: { neighbours: Neighbours; list: string }) {
  const href = (id: string) => (list ? `/calls/${id}?${new URLSearchParams({ list })}` : `/calls/${id}`);
  return (
    <nav className={styles.links} aria-label="Calls in this list">
      <Neighbour href={neighbours.previous && href(neighbours.previous)} label="Previous call" Icon={IconChevronUp} />
      <Neighbour href={neighbours.next && href(neighbours.next)} label="Next call" Icon={IconChevronDown} />
    </nav>
  );
}

type NeighbourProps = { href: string | null; label: string; Icon: typeof IconChevronUp };

function Neighbour({ href, label, Icon }: NeighbourProps) {
  const icon = <Icon size={18} stroke={1.7} aria-hidden />;
  if (href === null)
    return (
      <span className={styles.link} data-none aria-hidden>
        {icon}
      </span>
    );
  return (
    <Link href={href} className={styles.link} aria-label={label} title={label}>
      {icon}
    </Link>
  );
}
