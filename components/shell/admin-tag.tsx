import styles from "./admin-tag.module.css";

/** Says that what is shown is the platform's administration, and not a tenant's workspace. */
export function AdminTag() {
  return <span className={styles.tag}>Admin</span>;
}
