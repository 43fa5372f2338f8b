"use client";

import { IconArrowDownLeft, IconArrowUpRight, IconPhone, IconQuestionMark, IconWorld } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { CallsOverTime } from "@/components/charts/calls-over-time";
import { FunnelBars } from "@/components/charts/funnel-bars";
import { KpiCard } from "@/components/charts/kpi-card";
import { WeekHeatMap } from "@/components/charts/week-heat-map";
import { temperatures } from "@/components/leads/temperature";
import { fetchJson } from "@/components/live/fetch-json";
import { BarList } from "@/components/ui/bar-list";
import { ComparisonPicker } from "@/components/ui/comparison-picker";
import { Panel } from "@/components/ui/panel";
import { callFunnel } from "@/lib/analytics/funnel";
import { askedMetrics, linkPoints, originMetrics, temperatureMetrics } from "@/lib/analytics/linked-metrics";
import type { Overview } from "@/lib/analytics/overview/overview";
import { weekGrid } from "@/lib/analytics/week-grid";
import { callDirectionLabels, callSourceLabels, ctaLabels } from "@/lib/calls/labels";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { formatSpan } from "@/lib/platform/format/format-span";
import { BestAgent } from "./best-agent";
import { DueFollowUps } from "./due-follow-ups";
import { HotLeads } from "./hot-leads";
import { kpisOf } from "./kpis";
import { LifetimeLine } from "./lifetime-line";
import { overviewKey } from "./overview-key";
import styles from "./overview-view.module.css";

const iconProps = { size: 15, stroke: 1.7, "aria-hidden": true } as const;

/** The Overview's metrics, fetched again whenever the tenant's data changes. `search` is the period as the address has it. */
export function OverviewView({ search }: { search: string }) {
  const { data: overview } = useSuspenseQuery({
    queryKey: overviewKey(search),
    queryFn: ({ signal }) => fetchJson<Overview>(`/api/overview?${search}`, signal),
  });
  const { current, range, comparison, timezone } = overview;

  return (
    <>
      <p className={styles.period}>
        <span>
          {formatSpan(range)} <ComparisonPicker comparison={comparison} />, days in {timezone.replaceAll("_", " ")}
        </span>
        <span className={styles.fresh}>As of {formatInstant(overview.asOf, timezone, "time")}</span>
      </p>
      <section className={styles.kpis} aria-label="Key metrics">
        {kpisOf(overview).map((kpi) => (
          <KpiCard key={kpi.key} kpi={kpi} />
        ))}
      </section>
      <div className={styles.panels}>
        <div className={styles.wide}>
          <CallsOverTime points={linkPoints(overview.points, {})} previous={formatSpan(comparison)} />
        </div>
        <Panel title="Lead calls by temperature">
          <BarList
            whole={current.leads}
            bars={temperatureMetrics(range, {}, current).map(({ key, value, href }) => {
              const { label, icon: TemperatureIcon, color, fill } = temperatures[key];
              return { label, icon: <TemperatureIcon {...iconProps} color={color} />, value, color: fill, href };
            })}
          />
        </Panel>
        <Panel title="From calls to requests">
          <FunnelBars steps={callFunnel(range, {}, current)} />
        </Panel>
        <Panel title="Calls by source and direction">
          <BarList
            whole={current.calls}
            bars={originMetrics(range, current)
              .filter(({ key, value }) => key !== "unknown" || value > 0)
              .map(({ key, value, href }) => ({ ...origins[key], value, href }))}
          />
        </Panel>
        <HotLeads overview={overview} />
        <div className={styles.wide}>
          <Panel title="When people call">
            <WeekHeatMap
              grid={weekGrid(range, overview.hours, "calls")}
              caption="Calls by hour of the week"
              noun="call"
            />
          </Panel>
        </div>
        <Panel title="What people asked for">
          <BarList
            whole={current.calls}
            bars={askedMetrics(range, {}, current).map(({ key, value, href }) => ({
              label: ctaLabels[key],
              color: "var(--cw-chart-1)",
              value,
              href,
            }))}
          />
        </Panel>
        <div className={styles.wide}>
          <BestAgent overview={overview} />
        </div>
        <DueFollowUps overview={overview} />
      </div>
      <LifetimeLine overview={overview} />
    </>
  );
}

const sourceColor = "var(--cw-chart-1)";
const directionColor = "var(--cw-chart-3)";
const origins = {
  phone: { label: callSourceLabels.phone, icon: <IconPhone {...iconProps} />, color: sourceColor },
  internet: { label: callSourceLabels.internet, icon: <IconWorld {...iconProps} />, color: sourceColor },
  // Beside the directions "Unknown" alone would not say of what.
  unknown: { label: "Unknown source", icon: <IconQuestionMark {...iconProps} />, color: sourceColor },
  inbound: { label: callDirectionLabels.inbound, icon: <IconArrowDownLeft {...iconProps} />, color: directionColor },
  outbound: { label: callDirectionLabels.outbound, icon: <IconArrowUpRight {...iconProps} />, color: directionColor },
} as const;
