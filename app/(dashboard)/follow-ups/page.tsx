import type { Metadata } from "next";
import { columnMenu } from "@/app/_shown-columns";
import { requireTenantContext } from "@/app/_tenant-context";
import { ListTools } from "@/components/data-table/list-tools";
import { ScheduleFollowUp } from "@/components/follow-ups/schedule-follow-up";
import { Hydrated } from "@/components/live/hydrated";
import { liveKey } from "@/components/live/live-query";
import { Page } from "@/components/shell/page";
import { NoMatch } from "@/components/ui/no-match";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { followUpFields, followUpList } from "@/lib/follow-ups/fields";
import { listFollowUps } from "@/lib/follow-ups/list-follow-ups";
import { listFollowUpsOfMonth } from "@/lib/follow-ups/list-follow-ups-of-month";
import { parseFollowUpQuery } from "@/lib/follow-ups/parse-follow-up-query";
import type { SearchParams } from "@/lib/lists/parse-list";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { listViews } from "@/lib/views/list-views";
import { viewActions } from "../saved-views/view-actions";
import { scheduleFollowUp } from "./actions";
import { FollowUpList } from "./follow-up-list";
import { FollowUpMonthView } from "./follow-up-month-view";

export const metadata: Metadata = { title: "Follow-ups" };

export default async function FollowUpsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireTenantContext(`/follow-ups?${search}`);
  const query = parseFollowUpQuery(params, todayIn(ctx.actor.timezone, ctx.clock.now()));
  const [data, views] = await Promise.all([
    query.view === "month" ? listFollowUpsOfMonth(ctx, query) : listFollowUps(ctx, query),
    listViews(ctx, { page: "/follow-ups" }),
  ]);
  const columns = await columnMenu(followUpList, followUpFields, params);
  return (
    <Page
      title="Follow-ups"
      actions={<ScheduleFollowUp action={scheduleFollowUp} variant="filled" label="Schedule follow-up" />}
    >
      <Notices notices={query.notices} />
      <Hydrated queryKey={liveKey(followUpList, search)} data={data}>
        {query.view === "month" ? (
          <FollowUpMonthView search={search} day={query.day} />
        ) : (
          <>
            <ListTools
              list={followUpList.name}
              all="All follow-ups"
              {...{ search, views, viewActions, columns }}
              searchField={{ label: "Search follow-ups", placeholder: "Name, number, email, remark" }}
            />
            <FollowUpList
              search={search}
              isFiltered={Object.keys(query.filters).length > 0}
              shown={columns.shown}
              noMatch={
                <NoMatch list="/follow-ups" title="No matching follow-ups">
                  Try another search or another list.
                </NoMatch>
              }
            />
          </>
        )}
      </Hydrated>
    </Page>
  );
}
