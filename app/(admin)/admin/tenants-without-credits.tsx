import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import type { PlatformOverview } from "@/lib/admin/overview/schema";
import { formatCount } from "@/lib/platform/format/format-count";
import { SmallTable } from "../_parts/small-table";
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
      <SmallTable
        caption="Out of credits"
        empty="Every tenant has credits left."
        rows={tenants}
        rowKey={({ id }) => id}
        columns={[
          { header: "Tenant", cell: (tenant) => <TenantLink tenant={tenant} /> },
          { header: "Balance", isNumber: true, cell: ({ credits }) => formatCount(credits) },
        ]}
      />
    </Panel>
  );
}
