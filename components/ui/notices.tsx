import { IconInfoCircle } from "@tabler/icons-react";
import styles from "./notices.module.css";

/** Notices above a page about the parts of its address that could not be used. */
export function Notices({ notices }: { notices: readonly string[] }) {
  if (notices.length === 0) return null;
  return (
    <div role="status" className={styles.notices}>
      <IconInfoCircle size={16} stroke={1.7} aria-hidden />
      <div>
        {notices.map((notice) => (
          <div key={notice}>{notice}</div>
        ))}
      </div>
    </div>
  );
}
