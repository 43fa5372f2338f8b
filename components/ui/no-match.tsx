import { Link } from "@/components/navigation/link";
import styles from "./no-match.module.css";

type NoMatchProps = {
  /** The address of the list without its filters. */
  list: string;
  title: string;
  children: string;
};

/** No row meets the filters, whether there are others or not. */
export function NoMatch({ list, title, children }: NoMatchProps) {
  return (
    <div className={styles.none}>
      <h2>{title}</h2>
      <p>{children}</p>
      <Link href={list}>Clear filters</Link>
    </div>
  );
}
