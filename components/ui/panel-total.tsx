import { formatTotal } from "@/lib/lists/format-total";
import type { ListTotal } from "@/lib/lists/list-total";
import styles from "./panel-total.module.css";

/** How many a panel lists in all, beside its title; nothing where it says itself that there is none. */
export function PanelTotal({ total }: { total: ListTotal }) {
  return total.count === 0 ? null : <span className={styles.total}>{formatTotal(total)} in all</span>;
}
