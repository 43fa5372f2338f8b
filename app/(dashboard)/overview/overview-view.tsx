"use client";

import { IconArrowDownLeft, IconArrowUpRight, IconPhone, IconQuestionMark, IconWorld } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/live/fetch-json";
import { type Bar, BarList } from "@/components/ui/bar-list";
import { Panel } from "@/components/ui/panel";
import { temperatures } from "@/components/ui/temperature";
import type { Overview } from "@/lib/analytics/overview";
import { formatDay } from "@/lib/platform/format/format-day";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { callsHref, ended } from "./calls-href";
import { CallsOverTime } from "./calls-over-time";
import { KpiCard } from "./kpi-card";
import { kpisOf } from "./kpis";
import { LatestLeads } from "./latest-leads";
import { overviewKey } from "./overview-key";
import styles from "./overview-view.module.css";

const iconProps = { size: 15, stroke: 1.7, "aria-hidden": true } as const;

/** The Overview's figures, fetched again whenever the tenant's data changes. `search` is the period as the address has it. */
export function OverviewView({ search }: { search: string }) {
  const { data: overview } = useSuspenseQuery({
    queryKey: overviewKey(search),
    queryFn: ({ signal }) => fetchJson<Overview>(`/api/overview?${search}`, signal),
  });
  const { current, range, timezone } = overview;

  return (
    <>
      <p className={styles.period}>
        {range.from === range.to ? formatDay(range.from) : `${formatDay(range.from)} – ${formatDay(range.to)}`}, days in{" "}
        {timezone.replaceAll("_", " ")}
        <span className={styles.fresh}>As of {formatInstant(overview.asOf, timezone, "time")}</span>
      </p>
      <section className={styles.kpis} aria-label="Key figures">
        {kpisOf(overview).map((kpi) => (
          <KpiCard key={kpi.key} kpi={kpi} />
        ))}
      </section>
      <div className={styles.panels}>
        <div className={styles.wide}>
          <CallsOverTime overview={overview} />
        </div>
        <Panel title="Leads by temperature">
          <BarList
            whole={current.leads}
            bars={(["hot", "warm", "cold"] as const).map((temperature) => {
              const { label, icon: TemperatureIcon, color, fill } = temperatures[temperature];
              return {
                label,
                icon: <TemperatureIcon {...iconProps} color={color} />,
                value: current[`${temperature}Leads`],
                color: fill,
                href: callsHref(range, { temperature }),
              };
            })}
          />
        </Panel>
        <Panel title="What people asked for">
          <BarList
            whole={current.calls}
            bars={[
              { label: "Pricing", value: current.ctaPricing, cta: "pricing" },
              { label: "A demo", value: current.ctaDemo, cta: "demo" },
              { label: "A follow-up", value: current.ctaFollowup, cta: "followup" },
              { label: "A sample", value: current.ctaSample, cta: "sample" },
              { label: "A human", value: current.ctaHuman, cta: "human" },
            ].map(({ cta, ...bar }) => ({ ...bar, color: "var(--cw-chart-1)", href: callsHref(range, { cta }) }))}
          />
        </Panel>
        <Panel title="Calls by source and direction">
          <BarList whole={current.calls} bars={sourceBars(overview)} />
        </Panel>
        <LatestLeads overview={overview} />
      </div>
    </>
  );
}

function sourceBars({ current, range }: Overview): Bar[] {
  const unknownCalls = current.calls - current.phoneCalls - current.internetCalls;
  const source = (name: string) => ({ color: "var(--cw-chart-1)", href: callsHref(range, { ...ended, source: name }) });
  const direction = (name: string) => ({
    color: "var(--cw-chart-3)",
    href: callsHref(range, { ...ended, direction: name }),
  });
  const bars: Bar[] = [
    { label: "Phone", icon: <IconPhone {...iconProps} />, value: current.phoneCalls, ...source("phone") },
    { label: "Internet", icon: <IconWorld {...iconProps} />, value: current.internetCalls, ...source("internet") },
    { label: "Unknown source", icon: <IconQuestionMark {...iconProps} />, value: unknownCalls, ...source("unknown") },
    {
      label: "Inbound",
      icon: <IconArrowDownLeft {...iconProps} />,
      value: current.inboundCalls,
      ...direction("inbound"),
    },
    {
      label: "Outbound",
      icon: <IconArrowUpRight {...iconProps} />,
      value: current.outboundCalls,
      ...direction("outbound"),
    },
  ];
  return bars.filter(({ label, value }) => label !== "Unknown source" || value > 0);
}
