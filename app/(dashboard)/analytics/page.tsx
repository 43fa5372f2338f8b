import { IconChartBar } from "@tabler/icons-react";
import type { Metadata } from "next";
import { FilterBar } from "@/components/filters/filter-bar";
import { Page } from "@/components/layout/page";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { EmptyState } from "@/components/ui/empty-state";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { analyticsSearch } from "@/lib/analytics/analytics-address";
import { filterParams, parseAnalyticsQuery } from "@/lib/analytics/analytics-query";
import { getAnalytics } from "@/lib/analytics/get-analytics";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import type { SearchParams } from "@/lib/calls/parse-call-query";
import { dimensionNames } from "@/lib/metrics/dimensions";
import { localNow } from "@/lib/platform/date-range/local-now";
import { filtersOf } from "../calls/words";
import { AgentComparison } from "./agent-comparison";
import styles from "./analytics.module.css";
import { Breakdowns } from "./breakdowns";
import { ComparisonChoice } from "./comparison-choice";
import { CostHeadline } from "./cost-headline";
import { Patterns } from "./patterns";
import { PeriodComparison } from "./period-comparison";

export const metadata: Metadata = { title: "Analytics" };

export default async function AnalyticsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const ctx = await requireTenantContext(`/analytics?${queryString(params)}`);
  const now = localNow(ctx.actor.timezone, ctx.clock.now());
  const query = parseAnalyticsQuery(params, now);
  const analytics = await getAnalytics(ctx, { query });
  const { range } = query;
  const addressOf = (changes: Record<string, string | null>) => `/analytics?${analyticsSearch(query, changes)}`;
  const isEmpty = analytics.current.segments.length === 0 && analytics.other.segments.length === 0;
  const narrowed: readonly string[] = dimensionNames.filter((name) => name !== "agent" || !query.agents);

  return (
    <Page
      title="Analytics"
      actions={<RangePicker preset={range.preset} from={range.from} to={range.to} today={now.day} />}
    >
      <RefreshOnChange />
      <Notices notices={query.notices} />
      <div className={styles.controls}>
        <SegmentedLinks
          label="What is compared"
          segments={[
            { href: addressOf({ compare: null, agents: null }), label: "Periods", isCurrent: !query.agents },
            {
              href: addressOf({ compare: "agents", agent: null }),
              label: "Agents",
              isCurrent: query.agents !== null,
            },
          ]}
        />
        <FilterBar
          filters={filtersOf(analytics.agents).filter(({ name }) => narrowed.includes(name))}
          active={filterParams(query.filters)}
        />
      </div>
      <ComparisonChoice analytics={analytics} today={now.day} />
      {query.agents ? (
        <AgentComparison analytics={analytics} chosen={query.agents} />
      ) : isEmpty ? (
        <EmptyState icon={<IconChartBar size={28} stroke={1.5} aria-hidden />} title="No calls in either period">
          What your calls brought and cost, by agent, source, direction and hour, will be here. Choose other days, or
          remove a filter.
        </EmptyState>
      ) : (
        <div className={styles.sections}>
          <CostHeadline analytics={analytics} />
          <PeriodComparison analytics={analytics} now={now} />
          <Breakdowns analytics={analytics} />
          <Patterns analytics={analytics} hours={params.hours} />
        </div>
      )}
    </Page>
  );
}
