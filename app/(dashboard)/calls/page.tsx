import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { Hydrated } from "@/components/live/hydrated";
import { ConnectWebhook } from "@/components/ui/connect-webhook";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { listAgents } from "@/lib/agents/list-agents";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { listCalls } from "@/lib/calls/list-calls";
import { parseCallQuery, type SearchParams } from "@/lib/calls/parse-call-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { loadEnv } from "@/lib/platform/env";
import { callsKey } from "./calls-key";
import { CallsView } from "./calls-view";
import { FilterBar } from "./filter-bar";
import { filterChoices, filterValue } from "./words";

export const metadata: Metadata = { title: "Calls" };

export default async function CallsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireTenantContext(`/calls?${search}`);
  const today = todayIn(ctx.actor.timezone, ctx.clock.now());
  const { filters, cursor, notices } = parseCallQuery(params, today);
  const [page, agents] = await Promise.all([listCalls(ctx, { filters, cursor }), listAgents(ctx)]);

  const choices = filterChoices(agents, filters);
  const active = Object.fromEntries(
    choices.flatMap(({ name }) => {
      const value = filterValue(filters, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const { range } = filters;
  const isUntouched = !range && !cursor && Object.keys(active).length === 0;

  return (
    <Page
      title="Calls"
      actions={
        <RangePicker preset={range?.preset ?? "all"} from={range?.from} to={range?.to} today={today} allowsAllTime />
      }
    >
      <Notices notices={notices} />
      {isUntouched && page.calls.length === 0 ? (
        <ConnectWebhook
          webhookUrl={`${loadEnv().nextAuthUrl}/api/webhooks/elevenlabs`}
          what="Every call of your agents will be here, with who called, how it ended, how good a lead it is and what it cost."
        />
      ) : (
        <>
          <FilterBar filters={choices} active={active} />
          <Hydrated queryKey={callsKey(search)} data={page}>
            <CallsView search={search} timezone={ctx.actor.timezone} isFirstPage={!cursor} />
          </Hydrated>
        </>
      )}
    </Page>
  );
}
