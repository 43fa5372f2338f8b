import type { Metadata } from "next";
import { cookies } from "next/headers";
import { ColumnMenu } from "@/components/data-table/column-menu";
import { ExportLink } from "@/components/data-table/export-link";
import { chosenColumns, columnsCookie } from "@/components/data-table/remembered-columns";
import { SavedViews } from "@/components/data-table/saved-views";
import { FilterBar } from "@/components/filters/filter-bar";
import { SearchField } from "@/components/filters/search-field";
import { Page } from "@/components/layout/page";
import { Hydrated } from "@/components/live/hydrated";
import { ConnectWebhook } from "@/components/ui/connect-webhook";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { Toolbar } from "@/components/ui/toolbar";
import { listAgents } from "@/lib/agents/list-agents";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { listCalls } from "@/lib/calls/list-calls";
import { parseCallQuery, type SearchParams } from "@/lib/calls/parse-call-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { loadEnv } from "@/lib/platform/env";
import { listViews } from "@/lib/views/list-views";
import { scheduleFollowUp } from "../follow-ups/actions";
import { createView, deleteView, orderViews, renameView, replaceView } from "../saved-views/actions";
import { markRead, setOutcomes } from "./actions";
import { callsKey } from "./calls-key";
import { CallsView } from "./calls-view";
import { type CallColumn, callColumns, columnChoice, fixedColumns } from "./columns";
import { filtersOf, filterValue } from "./words";

export const metadata: Metadata = { title: "Calls" };

const viewActions = {
  create: createView,
  rename: renameView,
  replace: replaceView,
  remove: deleteView,
  order: orderViews,
};

export default async function CallsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireTenantContext(`/calls?${search}`);
  const today = todayIn(ctx.actor.timezone, ctx.clock.now());
  const { filters, sort, cursor, notices } = parseCallQuery(params, today);
  const [page, agents, views, kept] = await Promise.all([
    listCalls(ctx, { filters, sort, cursor }),
    listAgents(ctx),
    listViews(ctx, { page: "/calls" }),
    cookies(),
  ]);

  const offered = filtersOf(agents, filters);
  const active = Object.fromEntries(
    offered.flatMap(({ name }) => {
      const value = filterValue(filters, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const { range } = filters;
  const isUntouched = Object.keys(filters).length === 0 && !cursor;
  const columns = shownColumns(params.columns, kept.get(columnsCookie("calls"))?.value);

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
          <SavedViews page="/calls" all="All calls" views={views} actions={viewActions} />
          <Toolbar search={<SearchField label="Search calls" placeholder="Words said, a name or a number" />}>
            <ColumnMenu list="calls" columns={callColumns} shown={columns} fixed={fixedColumns} />
            <ExportLink href={`/api/calls/export?${search}`} />
          </Toolbar>
          <FilterBar filters={offered} active={active} />
          <Hydrated queryKey={callsKey(search)} data={page}>
            <CallsView
              search={search}
              timezone={ctx.actor.timezone}
              columns={columns}
              sort={sort}
              actions={{ setOutcomes, markRead, schedule: scheduleFollowUp }}
            />
          </Hydrated>
        </>
      )}
    </Page>
  );
}

function shownColumns(address: SearchParams[string], cookie: string | undefined): CallColumn[] {
  const chosen = chosenColumns(columnChoice, typeof address === "string" ? address : undefined, cookie);
  return callColumns.flatMap(({ key }) => (chosen.includes(key) ? [key] : []));
}
