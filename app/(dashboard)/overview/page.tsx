import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { Hydrated } from "@/components/live/hydrated";
import { ConnectWebhook } from "@/components/ui/connect-webhook";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { getOverview } from "@/lib/analytics/get-overview";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { resolveRange } from "@/lib/platform/date-range/resolve-range";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { loadEnv } from "@/lib/platform/env";
import { overviewKey } from "./overview-key";
import { OverviewView } from "./overview-view";

export const metadata: Metadata = { title: "Overview" };

type OverviewPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const params = await searchParams;
  const ctx = await requireTenantContext(`/overview?${queryString(params)}`);
  const today = todayIn(ctx.actor.timezone, ctx.clock.now());
  const { range, notice } = resolveRange(params, today);
  const overview = await getOverview(ctx, { range });
  const isCustom = range.preset === "custom";
  const search = isCustom ? `range=custom&from=${range.from}&to=${range.to}` : `range=${range.preset}`;

  return (
    <Page
      title="Overview"
      actions={<RangePicker preset={range.preset} from={range.from} to={range.to} today={today} />}
    >
      <Notices notices={notice ? [notice] : []} />
      {overview.hasCalls ? (
        <Hydrated queryKey={overviewKey(search)} data={overview}>
          <OverviewView search={search} />
        </Hydrated>
      ) : (
        <ConnectWebhook
          webhookUrl={`${loadEnv().nextAuthUrl}/api/webhooks/elevenlabs`}
          what="Calls, success rate, leads, cost and what people asked for will be here, each figure leading to the calls behind it."
        />
      )}
    </Page>
  );
}
