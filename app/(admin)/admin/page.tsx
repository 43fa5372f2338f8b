import type { Metadata } from "next";
import { requireAdminContext } from "@/app/_admin-context";
import { KpiCard } from "@/components/charts/kpi-card";
import { RefreshEvery } from "@/components/live/refresh-every";
import { AdminPage } from "@/components/shell/admin-page";
import { ComparisonPicker } from "@/components/ui/comparison-picker";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { getPlatformOverview } from "@/lib/admin/overview/get-platform-overview";
import type { SearchParams } from "@/lib/lists/parse-list";
import { localNow } from "@/lib/platform/date-range/local-now";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { formatSpan } from "@/lib/platform/format/format-span";
import styles from "./admin.module.css";
import { kpisOf } from "./kpis";
import { PlatformCharts } from "./platform-charts";
import { RankedTenants } from "./ranked-tenants";
import { TenantsWithoutCredits } from "./tenants-without-credits";

export const metadata: Metadata = { title: "Admin" };

type AdminOverviewPageProps = { searchParams: Promise<SearchParams> };

export default async function AdminOverviewPage({ searchParams }: AdminOverviewPageProps) {
  const params = await searchParams;
  const ctx = await requireAdminContext(`/admin?${queryString(params)}`);
  const { timezone } = ctx.actor;
  const now = localNow(timezone, ctx.clock.now());
  const { range, comparison, notices } = resolveCompared(params, now);
  const overview = await getPlatformOverview(ctx, { range, comparison });

  return (
    <AdminPage
      title="Overview"
      actions={<RangePicker preset={range.preset} from={range.from} to={range.to} today={now.day} />}
    >
      <RefreshEvery seconds={60} />
      <Notices notices={notices} />
      <p className={styles.period}>
        <span>
          {formatSpan(range)} <ComparisonPicker comparison={overview.comparison} />, days in each tenant’s time zone
        </span>
        <span className={styles.fresh}>
          {overview.state.asOf
            ? `As of ${formatInstant(overview.state.asOf, timezone, "time")}`
            : "Nothing is added up yet; that takes a minute"}
        </span>
      </p>
      <section className={styles.kpis} aria-label="Key metrics">
        {kpisOf(overview).map((kpi) => (
          <KpiCard key={kpi.key} kpi={kpi} />
        ))}
      </section>
      <div className={styles.charts}>
        <PlatformCharts overview={overview} now={now} />
      </div>
      <div className={styles.tables}>
        <RankedTenants
          title="Largest tenants"
          empty="No tenant has had a call in the past 30 days."
          tenants={overview.largest}
          all="/admin/users?sort=calls"
        />
        <RankedTenants
          title="Growing"
          empty="No tenant has more calls than in the weeks before."
          tenants={overview.growing}
          isChange
        />
        <RankedTenants
          title="Shrinking"
          empty="No tenant has fewer calls than in the weeks before."
          tenants={overview.shrinking}
          isChange
        />
        <TenantsWithoutCredits tenants={overview.withoutCredits} count={overview.state.withoutCredits} />
      </div>
    </AdminPage>
  );
}
