import type { Kpi } from "@/components/charts/kpi";
import { addUpDays, successRate } from "@/lib/admin/overview/platform-totals";
import type { PlatformMetrics, PlatformOverview } from "@/lib/admin/overview/schema";
import { formatMetric } from "@/lib/metrics/format-metric";
import { type Metric, metrics } from "@/lib/metrics/metrics";
import { formatComparison } from "@/lib/platform/format/format-comparison";
import { formatCount } from "@/lib/platform/format/format-count";

const mostCalls = "/admin/users?sort=calls";

/** A metric of the platform: its words are the registry's where tenants have it, too. */
type Shown = Pick<Metric, "label" | "definition" | "kind" | "unit" | "better"> & {
  key: string;
  of(totals: PlatformMetrics): number | null;
  href: string;
};

const ofCalls = (name: keyof typeof metrics, of: Shown["of"]): Shown => {
  const { label, definition, kind, unit, better }: Metric = metrics[name];
  return { key: name, label, definition: `${definition} Of all tenants.`, kind, unit, better, of, href: mostCalls };
};

const shown: readonly Shown[] = [
  {
    key: "new",
    label: "New tenants",
    definition: "Accounts that were created.",
    kind: "count",
    better: "up",
    of: ({ newTenants }) => newTenants,
    href: "/admin/users?sort=newest",
  },
  ofCalls("calls", ({ calls }) => calls),
  ofCalls("success", successRate),
  ofCalls("minutes", ({ minutes }) => minutes),
  ofCalls("leads", ({ leads }) => leads),
  ofCalls("qualified", ({ qualifiedLeads }) => qualifiedLeads),
  ofCalls("credits", ({ creditsUsed }) => creditsUsed),
  {
    key: "given",
    label: "Credits given",
    definition: "What bonuses, purchases, refunds and adjustments put into accounts, less what they took out.",
    kind: "sum",
    unit: "credits",
    better: null,
    of: ({ creditsGiven }) => creditsGiven,
    href: "/admin/users?sort=most-credits",
  },
];

/** The metrics that head the admin panel. A day that is not over is left out of what is compared, unless it is the only one. */
export function kpisOf(overview: PlatformOverview): Kpi[] {
  const { days, previousDays, comparison, isRunning } = overview;
  const current = addUpDays(days);
  const compared = addUpDays(days.slice(0, comparison.days));
  const previous = addUpDays(previousDays);
  const kpis = shown.map(
    ({ key, label, definition, kind, unit, better, of, href }): Kpi => ({
      key,
      label,
      definition,
      value: formatMetric({ kind }, of(current)),
      unit: of(current) === null ? undefined : unit,
      current: of(compared),
      previous: of(previous),
      base: of(previous) === null ? null : `${formatMetric({ kind }, of(previous))}${unit === "%" ? "\u00a0%" : ""}`,
      baseDays: formatComparison(comparison),
      metric: unit === "%" ? "points" : "relative",
      better,
      series: days.map((day) => of(day) ?? 0),
      isLastRunning: isRunning,
      href,
    }),
  );
  return [tenants(overview), ...kpis, outstanding(overview)];
}

const alone = { current: null, previous: null, base: null, baseDays: null, metric: "relative", better: null } as const;

function tenants({ state, days, isRunning }: PlatformOverview): Kpi {
  return {
    ...alone,
    key: "tenants",
    label: "Tenants",
    definition:
      "All accounts. Active are those with a call that ended in the past 7 or 30 days; the line shows those with one each day.",
    value: formatCount(state.tenants),
    note: `${formatCount(state.active30d)} active in 30 days, ${formatCount(state.active7d)} in 7`,
    series: days.map(({ activeTenants }) => activeTenants),
    isLastRunning: isRunning,
    href: "/admin/users",
  };
}

function outstanding({ state }: PlatformOverview): Kpi {
  return {
    ...alone,
    key: "outstanding",
    label: "Credits outstanding",
    definition: "The balances of all accounts together: what calls may still be charged.",
    value: formatCount(state.creditsOutstanding),
    unit: "credits",
    note: `${formatCount(state.withoutCredits)} at zero or less`,
    series: [],
    isLastRunning: false,
    href: "/admin/users?sort=fewest-credits",
  };
}
