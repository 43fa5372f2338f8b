import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import type { RankedTenant } from "@/lib/admin/overview/schema";
import { formatCount } from "@/lib/platform/format/format-count";
import { SmallTable } from "../_parts/small-table";
import styles from "./admin.module.css";
import { TenantLink } from "./tenant-link";

type RankedTenantsProps = {
  title: string;
  /** Stands in place of the table. */
  empty: string;
  tenants: readonly RankedTenant[];
  /** The list of all of them. */
  all?: string;
  /** Whether the calls of 7 days are shown beside what the weeks before let expect. */
  isChange?: boolean;
};

/** A few tenants by their calls. */
export function RankedTenants({ title, empty, tenants, all, isChange = false }: RankedTenantsProps) {
  const numbers = isChange
    ? [
        { header: "Expected", of: ({ expectedCalls7d }: RankedTenant) => expectedCalls7d },
        { header: "7 days", of: ({ calls7d }: RankedTenant) => calls7d },
      ]
    : [
        { header: "30 days", of: ({ calls30d }: RankedTenant) => calls30d },
        { header: "Credits left", of: ({ credits }: RankedTenant) => credits },
      ];
  return (
    <Panel
      title={title}
      aside={
        all && (
          <Link href={all} className={styles.more}>
            All by calls
          </Link>
        )
      }
    >
      <SmallTable
        caption={title}
        empty={empty}
        rows={tenants}
        rowKey={({ id }) => id}
        columns={[
          { header: "Tenant", cell: (tenant) => <TenantLink tenant={tenant} /> },
          ...numbers.map(({ header, of }) => ({
            header,
            isNumber: true,
            cell: (tenant: RankedTenant) => formatCount(of(tenant)),
          })),
        ]}
      />
    </Panel>
  );
}
