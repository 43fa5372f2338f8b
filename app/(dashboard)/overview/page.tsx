import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { Hydrated } from "@/components/live/hydrated";
import { Page } from "@/components/shell/page";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { ConnectWebhook } from "@/components/webhook/connect-webhook";
import { getOverview } from "@/lib/analytics/overview/get-overview";
import { rangeParams } from "@/lib/metrics/calls-href";
import { comparisonParams } from "@/lib/platform/date-range/comparison-params";
import { localNow } from "@/lib/platform/date-range/local-now";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { loadEnv } from "@/lib/platform/env";
import { overviewKey } from "./overview-key";
import { OverviewView } from "./overview-view";

export const metadata: Metadata = { title: "Overview" };

type OverviewPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const params = await searchParams;
  const ctx = await requireTenantContext(`/overview?${queryString(params)}`);
  const now = localNow(ctx.actor.timezone, ctx.clock.now());
  const { range, comparison, notices } = resolveCompared(params, now);
  const overview = await getOverview(ctx, { range, comparison });
  const search = new URLSearchParams({ ...rangeParams(range), ...comparisonParams(comparison) }).toString();

  return (
    <Page
      title="Overview"
      actions={<RangePicker preset={range.preset} from={range.from} to={range.to} today={now.day} />}
    >
      <Notices notices={notices} />
      {overview.hasCalls ? (
        <Hydrated queryKey={overviewKey(search)} data={overview}>
          <OverviewView search={search} />
        </Hydrated>
      ) : (
        <ConnectWebhook
          webhookUrl={`${loadEnv().nextAuthUrl}/api/webhooks/elevenlabs`}
          what="Calls, success rate, leads, cost and requests appear here. Open any metric to see its calls."
        />
      )}
    </Page>
  );
}
