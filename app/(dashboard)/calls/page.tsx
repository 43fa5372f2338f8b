import type { Metadata } from "next";
import { columnMenu } from "@/app/_shown-columns";
import { requireTenantContext } from "@/app/_tenant-context";
import { ListTools } from "@/components/data-table/list-tools";
import { activeFilters } from "@/components/filters/active-filters";
import { Hydrated } from "@/components/live/hydrated";
import { liveKey } from "@/components/live/live-query";
import { Page } from "@/components/shell/page";
import { NoMatch } from "@/components/ui/no-match";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { ConnectWebhook } from "@/components/webhook/connect-webhook";
import { listAgents } from "@/lib/agents/list-agents";
import { callFields, callList } from "@/lib/calls/fields";
import { listCalls } from "@/lib/calls/list/list-calls";
import { parseCallQuery } from "@/lib/calls/list/parse-call-query";
import type { SearchParams } from "@/lib/lists/parse-list";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { loadEnv } from "@/lib/platform/env";
import { listViews } from "@/lib/views/list-views";
import { scheduleFollowUp } from "../follow-ups/actions";
import { viewActions } from "../saved-views/view-actions";
import { markRead, setOutcomes } from "./actions";
import { CallsView } from "./calls-view";
import { filtersOf } from "./filters";

export const metadata: Metadata = { title: "Calls" };

export default async function CallsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireTenantContext(`/calls?${search}`);
  const today = todayIn(ctx.actor.timezone, ctx.clock.now());
  const { filters, sort, cursor, notices } = parseCallQuery(params, today);
  const [page, agents, views] = await Promise.all([
    listCalls(ctx, { filters, sort, cursor }),
    listAgents(ctx),
    listViews(ctx, { page: "/calls" }),
  ]);

  const offered = filtersOf(agents, filters);
  const active = activeFilters(offered, filters, params);
  const { range } = filters;
  const isUntouched = Object.keys(filters).length === 0 && !cursor;
  const columns = await columnMenu(callList, callFields, params);

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
          what="Calls by your agents appear here, with the caller, the outcome, the lead score and the cost."
        />
      ) : (
        <>
          <ListTools
            list={callList.name}
            all="All calls"
            search={search}
            views={views}
            viewActions={viewActions}
            searchField={{ label: "Search calls", placeholder: "Search transcripts, names and numbers" }}
            columns={columns}
            filters={{ offered, active }}
          />
          <Hydrated queryKey={liveKey(callList, search)} data={page}>
            <CallsView
              search={search}
              timezone={ctx.actor.timezone}
              columns={columns.shown}
              sort={sort}
              actions={{ setOutcomes, markRead, schedule: scheduleFollowUp }}
              noMatch={
                <NoMatch list="/calls" title="No matching calls">
                  Try other filters, another search or a longer date range.
                </NoMatch>
              }
            />
          </Hydrated>
        </>
      )}
    </Page>
  );
}
