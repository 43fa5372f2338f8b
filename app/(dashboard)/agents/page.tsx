import { Button } from "@mantine/core";
import { IconRobot } from "@tabler/icons-react";
import type { Metadata } from "next";
import { type FigureColumn, type FigureRow, FigureTable } from "@/components/charts/figure-table";
import { Sparkline } from "@/components/charts/sparkline";
import { Page } from "@/components/layout/page";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { GetForm } from "@/components/navigation/get-form";
import { ComparisonPicker } from "@/components/ui/comparison-picker";
import { EmptyState } from "@/components/ui/empty-state";
import { Notices } from "@/components/ui/notices";
import { Panel } from "@/components/ui/panel";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { RelativeTime } from "@/components/ui/relative-time";
import { comparedRanges } from "@/lib/analytics/compared-ranges";
import { cellsOf } from "@/lib/analytics/figure-cells";
import { listAgentFigures } from "@/lib/analytics/list-agent-figures";
import { type Measure, measures } from "@/lib/analytics/measures";
import { rankRule } from "@/lib/analytics/rank-rule";
import { showFigure } from "@/lib/analytics/show-figure";
import { parseAgentSort, sortAgents, sortWord } from "@/lib/analytics/sort-agents";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { rangeParams } from "@/lib/calls/calls-href";
import type { SearchParams } from "@/lib/calls/parse-call-query";
import { shownIn } from "@/lib/metrics/registry";
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
  const { agents, timezone, asOf } = await listAgentFigures(ctx, { range, comparison });
  const sort = parseAgentSort(params);
  const sortable = (by: typeof sort.by) => {
    const next = new URLSearchParams(queryString(params));
    next.set("sort", sortWord(by, sort));
    const direction = sort.isDescending ? ("descending" as const) : ("ascending" as const);
    return { sortHref: `/agents?${next}`, ...(sort.by === by && { sorted: direction }) };
  };

  const columns: FigureColumn[] = [
    {
      key: "rank",
      label: "Rank",
      definition: rankRule,
      ...sortable("rank"),
    },
    { key: "last", label: "Last call", ...sortable("last") },
    ...shownIn.agents.map((name) => {
      const { label, definition }: Measure = measures[name];
      return { key: name, label, definition, ...sortable(name) };
    }),
    { key: "course", label: "Calls over time" },
  ];
  const rows = sortAgents(agents, sort).map((agent): FigureRow => {
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
      note: agent.isActive ? undefined : "Not in use",
      figures: [
        { key: "rank", text: agent.rank === null ? "–" : `#${agent.rank}`, href: null },
        {
          key: "last",
          text: agent.lastCallAt ? "" : "–",
          href: null,
          content: agent.lastCallAt && <RelativeTime at={agent.lastCallAt} asOf={asOf} timezone={timezone} />,
        },
        ...cellsOf(group, comparedRanges({ range, comparison }), shownIn.agents).map(showFigure),
        {
          key: "course",
          text: "",
          href: null,
          content: (
            <span className={styles.course}>
              <Sparkline values={agent.course} isLastRunning={range.to >= now.day} />
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
        <EmptyState icon={<IconRobot size={28} stroke={1.5} aria-hidden />} title="No agents yet">
          Your voice agents will be here with their calls, leads and cost, as soon as one is linked to your account.
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
                    Compare chosen agents
                  </Button>
                </span>
              }
            >
              <FigureTable
                caption="Agents and their figures"
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
