import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import type { PlatformOverview } from "@/lib/admin/overview/schema";
import { formatCount } from "@/lib/platform/format/format-count";
import styles from "./admin.module.css";
import { TenantLink } from "./tenant-link";

type TenantsWithoutCreditsProps = {
  tenants: PlatformOverview["withoutCredits"];
  /** How many there are in all. */
  count: number;
};

/** Tenants whose balance is zero or less, the lowest first. */
export function TenantsWithoutCredits({ tenants, count }: TenantsWithoutCreditsProps) {
  return (
    <Panel
      title="Out of credits"
      aside={
        tenants.length > 0 && (
          <Link href="/admin/users?balance=none&sort=fewest-credits" className={styles.more}>
            All {formatCount(Math.max(count, tenants.length))}
          </Link>
        )
      }
    >
      {tenants.length === 0 ? (
        <p className={styles.empty}>Every tenant has credits left.</p>
      ) : (
        <table className={styles.tenants}>
          <thead>
            <tr>
              <th scope="col">Tenant</th>
              <th scope="col" className={styles.number}>
                Balance
              </th>
            </tr>
          </thead>
          <tbody>
            {tenants.map((tenant) => (
              <tr key={tenant.id}>
                <td>
                  <TenantLink tenant={tenant} />
                </td>
                <td className={styles.number}>{formatCount(tenant.credits)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
