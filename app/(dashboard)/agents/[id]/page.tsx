import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { CallsOverTime } from "@/components/charts/calls-over-time";
import { MetricTable } from "@/components/charts/metric-table";
import { temperatures } from "@/components/leads/temperature";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Page } from "@/components/shell/page";
import { BarList } from "@/components/ui/bar-list";
import { Notices } from "@/components/ui/notices";
import { Panel } from "@/components/ui/panel";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { agentPeriods, agentPoints } from "@/lib/analytics/agents/agent-periods";
import { getAgentMetrics } from "@/lib/analytics/agents/get-agent-metrics";
import { outcomeMetrics } from "@/lib/analytics/agents/outcome-metrics";
import { temperatureMetrics } from "@/lib/analytics/linked-metrics";
import { callOutcomeLabels } from "@/lib/calls/labels";
import type { SearchParams } from "@/lib/lists/parse-list";
import { rangeParams } from "@/lib/metrics/calls-href";
import { type Metric, metrics } from "@/lib/metrics/metrics";
import { shownIn } from "@/lib/metrics/registry";
import { showMetric } from "@/lib/metrics/show-metric";
import { comparisonParams } from "@/lib/platform/date-range/comparison-params";
import { localNow } from "@/lib/platform/date-range/local-now";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { formatSpan } from "@/lib/platform/format/format-span";
import { orNotFound } from "../../../_or-not-found";
import styles from "./agent.module.css";
import { AgentSummary } from "./agent-summary";
import { Ratings } from "./ratings";
import { Scores } from "./scores";
import { Targets } from "./targets";
import { TrendChart } from "./trend-chart";
import { Trends } from "./trends";

export const metadata: Metadata = { title: "Agent" };

const iconProps = { size: 15, stroke: 1.7, "aria-hidden": true } as const;

type AgentPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function AgentPage({ params, searchParams }: AgentPageProps) {
  const { id } = await params;
  const search = await searchParams;
  const ctx = await requireTenantContext(`/agents/${encodeURIComponent(id)}?${queryString(search)}`);
  const now = localNow(ctx.actor.timezone, ctx.clock.now());
  const { range, comparison, notices } = resolveCompared(search, now);
  const page = await getAgentMetrics(ctx, { id, range, comparison }).catch(orNotFound);
  const { agent, current } = page;
  const scope = { agent: agent.id };
  const outcomes = outcomeMetrics(range, scope, current);
  const labels = {
    period: formatSpan(range),
    today: "Today",
    month: "This month",
    lifetime: "All time",
  };

  return (
    <Page
      title={agent.name}
      before={<Breadcrumbs trail={[{ href: "/agents", label: "Agents" }]} />}
      actions={<RangePicker preset={range.preset} from={range.from} to={range.to} today={now.day} />}
    >
      <RefreshOnChange />
      <Notices notices={notices} />
      <AgentSummary page={page} />
      <Panel title="Metrics">
        <MetricTable
          caption={`Metrics of ${agent.name}`}
          rowsLabel="Period"
          columns={shownIn.tables.map((name) => {
            const { label, definition }: Metric = metrics[name];
            return { key: name, label, definition };
          })}
          rows={agentPeriods(page).map(({ key, cells }) => ({
            key,
            label: labels[key],
            note: key === "period" ? `against ${formatComparison(comparison)}` : undefined,
            metrics: cells.map(showMetric).map((cell) => (key === "period" ? cell : { ...cell, change: null })),
          }))}
        />
      </Panel>
      <div className={styles.panels}>
        <div className={styles.wide}>
          <CallsOverTime points={agentPoints(page)} previous={formatSpan(comparison)} />
        </div>
        <Panel title="Call outcomes">
          <BarList
            whole={outcomes.reduce((sum, { value }) => sum + value, 0)}
            bars={outcomes.map(({ key, value, href }) => ({
              label: callOutcomeLabels[key],
              value,
              href,
              color: key === "completed" || key === "disconnected" ? "var(--cw-chart-1)" : "var(--cw-chart-4)",
            }))}
          />
        </Panel>
        <div className={`${styles.wide} ${styles.stack}`}>
          <Trends page={page} />
          {page.trends.length > 0 && <TrendChart agentId={agent.id} trends={page.trends} />}
          <Panel title="Lead calls by temperature">
            <BarList
              whole={current.leads}
              bars={temperatureMetrics(range, scope, current).map(({ key, value, href }) => {
                const { label, icon: TemperatureIcon, color, fill } = temperatures[key];
                return { label, icon: <TemperatureIcon {...iconProps} color={color} />, value, color: fill, href };
              })}
            />
          </Panel>
        </div>
        <div className={styles.stack}>
          <Scores page={page} />
          <Ratings page={page} />
        </div>
      </div>
      <Targets
        page={page}
        changed={typeof search.target === "string" ? search.target : undefined}
        pageHref={`/agents/${agent.id}?${new URLSearchParams({ ...rangeParams(range), ...comparisonParams(comparison) })}`}
      />
    </Page>
  );
}
