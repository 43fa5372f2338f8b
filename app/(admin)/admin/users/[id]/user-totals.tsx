import { Panel } from "@/components/ui/panel";
import type { UserDetail } from "@/lib/admin/users/schema";
import { formatCount } from "@/lib/platform/format/format-count";
import { SmallTable } from "../../../_parts/small-table";

/** What the account's calls brought, in 30 days and altogether. */
export function UserTotals({ user }: { user: UserDetail }) {
  return (
    <Panel title="What its calls brought">
      <SmallTable
        caption="What its calls brought"
        empty="No calls yet."
        rows={user.totals}
        rowKey={({ label }) => label}
        columns={[
          { header: "Metric", cell: ({ label }) => label },
          { header: "30 days", isNumber: true, cell: ({ month }) => (month === null ? "–" : formatCount(month)) },
          { header: "All time", isNumber: true, cell: ({ lifetime }) => formatCount(lifetime) },
        ]}
      />
    </Panel>
  );
}
