import { Link } from "@/components/navigation/link";
import type { RankedTenant } from "@/lib/admin/overview/schema";
import styles from "./admin.module.css";

/** A tenant by name and address, leading to its page. */
export function TenantLink({ tenant: { id, name, email } }: { tenant: Pick<RankedTenant, "id" | "name" | "email"> }) {
  return (
    <Link href={`/admin/users/${id}`} className={styles.tenant}>
      <strong>
        <bdi>{name}</bdi>
      </strong>
      <span>
        <bdi>{email}</bdi>
      </span>
    </Link>
  );
}
