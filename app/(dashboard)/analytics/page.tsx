import { IconChartBar } from "@tabler/icons-react";
import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { FilterBar } from "@/components/filters/filter-bar";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { Page } from "@/components/shell/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { analyticsSearch } from "@/lib/analytics/analytics-address";
import { type AnalyticsQuery, filterParams, parseAnalyticsQuery } from "@/lib/analytics/analytics-query";
import { getAnalytics } from "@/lib/analytics/get-analytics";
import type { SearchParams } from "@/lib/lists/parse-list";
import { dimensionNames } from "@/lib/metrics/dimensions";
import { localNow } from "@/lib/platform/date-range/local-now";
import { filtersOf } from "../calls/filters";
import { AgentComparison } from "./agent-comparison";
import styles from "./analytics.module.css";
import { Breakdowns } from "./breakdowns";
import { ComparisonChoice } from "./comparison-choice";
import { CostHeadline } from "./cost-headline";
import { Patterns } from "./patterns";
import { PeriodComparison } from "./period-comparison";
import { TrendCharts } from "./trend-charts";

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
          label="Comparison"
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
        <EmptyState
          icon={<IconChartBar size={28} stroke={1.5} aria-hidden />}
          title="No calls in either period"
          action={<NextStep query={query} />}
        >
          Results and cost by agent, source, direction and hour appear here once there are calls. Choose other days or
          clear the filters.
        </EmptyState>
      ) : (
        <div className={styles.sections}>
          <CostHeadline analytics={analytics} />
          <PeriodComparison analytics={analytics} now={now} />
          <TrendCharts analytics={analytics} now={now} />
          <Breakdowns analytics={analytics} />
          <Patterns analytics={analytics} hours={params.hours} />
        </div>
      )}
    </Page>
  );
}

/** What fills an empty page: clearing the filters, a longer range, or the list of calls, which explains how to receive the first one. */
function NextStep({ query }: { query: AnalyticsQuery }) {
  const cleared = Object.fromEntries(dimensionNames.map((name) => [name, null]));
  if (Object.keys(query.filters).length > 0)
    return <LinkButton href={`/analytics?${analyticsSearch(query, cleared)}`}>Clear filters</LinkButton>;
  if (query.range.preset !== "90d") return <LinkButton href="/analytics?range=90d">Show the last 90 days</LinkButton>;
  return <LinkButton href="/calls">Go to your calls</LinkButton>;
}
