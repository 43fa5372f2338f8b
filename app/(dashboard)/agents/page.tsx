import { Button } from "@mantine/core";
import { IconRobot } from "@tabler/icons-react";
import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { type MetricColumn, type MetricRow, MetricTable } from "@/components/charts/metric-table";
import { Sparkline } from "@/components/charts/sparkline";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { GetForm } from "@/components/navigation/get-form";
import { Page } from "@/components/shell/page";
import { ComparisonPicker } from "@/components/ui/comparison-picker";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Notices } from "@/components/ui/notices";
import { Panel } from "@/components/ui/panel";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { RelativeTime } from "@/components/ui/relative-time";
import { listAgentMetrics } from "@/lib/analytics/agents/list-agent-metrics";
import { parseAgentSort, sortAgents, sortParam } from "@/lib/analytics/agents/sort-agents";
import type { SearchParams } from "@/lib/lists/parse-list";
import { rangeParams } from "@/lib/metrics/calls-href";
import { comparedRanges } from "@/lib/metrics/compared-ranges";
import { cellsOf } from "@/lib/metrics/metric-cells";
import { type Metric, metrics } from "@/lib/metrics/metrics";
import { rankRule } from "@/lib/metrics/rank-rule";
import { shownIn } from "@/lib/metrics/registry";
import { showMetric } from "@/lib/metrics/show-metric";
import { comparisonParams } from "@/lib/platform/date-range/comparison-params";
import { localNow } from "@/lib/platform/date-range/local-now";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { countOf } from "@/lib/platform/format/count-of";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { formatSpan } from "@/lib/platform/format/format-span";
import styles from "./agents.module.css";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const ctx = await requireTenantContext(`/agents?${queryString(params)}`);
  const now = localNow(ctx.actor.timezone, ctx.clock.now());
  const { range, comparison, notices } = resolveCompared(params, now);
  const { agents, timezone, asOf } = await listAgentMetrics(ctx, { range, comparison });
  const sort = parseAgentSort(params);
  const sortable = (by: typeof sort.by) => {
    const next = new URLSearchParams(queryString(params));
    next.set("sort", sortParam(by, sort));
    const direction = sort.isDescending ? ("descending" as const) : ("ascending" as const);
    return { sortHref: `/agents?${next}`, ...(sort.by === by && { sorted: direction }) };
  };

  const columns: MetricColumn[] = [
    {
      key: "rank",
      label: "Rank",
      definition: rankRule,
      ...sortable("rank"),
    },
    { key: "last", label: "Last call", ...sortable("last") },
    ...shownIn.agents.map((name) => {
      const { label, definition }: Metric = metrics[name];
      return { key: name, label, definition, ...sortable(name) };
    }),
    { key: "callSeries", label: "Calls over time" },
  ];
  const rows = sortAgents(agents, sort).map((agent): MetricRow => {
    const group = { scope: { agent: agent.id }, current: agent.current, other: agent.previous };
    return {
      key: agent.id,
      label: agent.name,
      href: `/agents/${agent.id}?${new URLSearchParams({ ...rangeParams(range), ...comparisonParams(comparison) })}`,
      before: (
        <input
          type="checkbox"
          name="agents"
          value={agent.id}
          className={styles.box}
          aria-label={`Compare ${agent.name}`}
        />
      ),
      note: agent.isActive ? undefined : "Inactive",
      metrics: [
        { key: "rank", text: agent.rank === null ? "–" : `#${agent.rank}`, href: null },
        {
          key: "last",
          text: agent.lastCallAt ? "" : "–",
          href: null,
          content: agent.lastCallAt && <RelativeTime at={agent.lastCallAt} asOf={asOf} timezone={timezone} />,
        },
        ...cellsOf(group, comparedRanges({ range, comparison }), shownIn.agents).map(showMetric),
        {
          key: "callSeries",
          text: "",
          href: null,
          content: (
            <span className={styles.callSeries}>
              <Sparkline values={agent.callSeries} isLastRunning={range.to >= now.day} />
            </span>
          ),
        },
      ],
    };
  });

  return (
    <Page
      title="Agents"
      actions={<RangePicker preset={range.preset} from={range.from} to={range.to} today={now.day} />}
    >
      <RefreshOnChange />
      <Notices notices={notices} />
      {agents.length === 0 ? (
        <EmptyState
          icon={<IconRobot size={28} stroke={1.5} aria-hidden />}
          title="No agents yet"
          action={<LinkButton href="/calls">Connect an agent</LinkButton>}
        >
          Agents appear here with their calls, leads and cost. Ask your Callwright administrator to link your first
          agent, then connect it with the webhook address on the Calls page.
        </EmptyState>
      ) : (
        <>
          <p className={styles.period}>
            {formatSpan(range)} <ComparisonPicker comparison={comparison} />. Days in {timezone.replaceAll("_", " ")}.
            As of {formatInstant(asOf, timezone, "time")}.
          </p>
          <GetForm action="/analytics">
            <input type="hidden" name="compare" value="agents" />
            {Object.entries({ ...rangeParams(range), ...comparisonParams(comparison) }).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Panel
              title={countOf(agents.length, "agent")}
              aside={
                <span className={styles.actions}>
                  <a className={styles.export} href={`/api/agents/export?${queryString(params)}`} download>
                    Export CSV
                  </a>
                  <Button type="submit" size="compact-sm" variant="default">
                    Compare selected agents
                  </Button>
                </span>
              }
            >
              <MetricTable
                caption="Agents and their metrics"
                rowsLabel="Agent"
                rowsSort={sortable("name")}
                columns={columns}
                rows={rows}
              />
            </Panel>
          </GetForm>
        </>
      )}
    </Page>
  );
}
