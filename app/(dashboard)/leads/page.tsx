import { IconUserSearch } from "@tabler/icons-react";
import type { Metadata } from "next";
import { columnMenu } from "@/app/_shown-columns";
import { requireTenantContext } from "@/app/_tenant-context";
import { ListTools } from "@/components/data-table/list-tools";
import { activeFilters } from "@/components/filters/active-filters";
import { Hydrated } from "@/components/live/hydrated";
import { liveKey } from "@/components/live/live-query";
import { Page } from "@/components/shell/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { NoMatch } from "@/components/ui/no-match";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { listAgents } from "@/lib/agents/list-agents";
import { leadFields, leadList } from "@/lib/leads/fields";
import { getLeadBoard } from "@/lib/leads/get-lead-board";
import { listLeads } from "@/lib/leads/list-leads";
import { parseLeadQuery } from "@/lib/leads/parse-lead-query";
import type { SearchParams } from "@/lib/lists/parse-list";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { listViews } from "@/lib/views/list-views";
import { scheduleFollowUp } from "../follow-ups/actions";
import { viewActions } from "../saved-views/view-actions";
import { filtersOf } from "./filters";
import { LeadsBoardView, LeadsTableView } from "./leads-view";

export const metadata: Metadata = { title: "Leads" };

export default async function LeadsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireTenantContext(`/leads?${search}`);
  const { timezone } = ctx.actor;
  const today = todayIn(timezone, ctx.clock.now());
  const { filters, sort, view, cursor, cursors, notices } = parseLeadQuery(params, today);
  const [data, agents, views] = await Promise.all([
    view === "board" ? getLeadBoard(ctx, { filters, sort, cursors }) : listLeads(ctx, { filters, sort, cursor }),
    listAgents(ctx),
    listViews(ctx, { page: "/leads" }),
  ]);
  const offered = filtersOf(agents, view);
  const active = activeFilters(offered, filters, params);
  const { range } = filters;
  const isEmpty =
    "leads" in data ? data.leads.length === 0 : Object.values(data).every(({ leads }) => leads.length === 0);
  const isUntouched = Object.keys(filters).length === 0 && params.at === undefined;
  const columns = await columnMenu(leadList, leadFields, params);

  return (
    <Page
      title="Leads"
      actions={
        <RangePicker preset={range?.preset ?? "all"} from={range?.from} to={range?.to} today={today} allowsAllTime />
      }
    >
      <Notices notices={notices} />
      {isUntouched && isEmpty ? (
        <EmptyState
          icon={<IconUserSearch size={28} stroke={1.5} aria-hidden />}
          title="No leads yet"
          action={<LinkButton href="/calls">See your calls</LinkButton>}
        >
          People whose calls show interest appear here, one row per person, with their score, what they asked for and
          their next follow-up. The first interested caller creates the first lead.
        </EmptyState>
      ) : (
        <>
          <ListTools
            list={leadList.name}
            all="All leads"
            search={search}
            views={views}
            viewActions={viewActions}
            searchField={{ label: "Search leads", placeholder: "Name, number, email or company" }}
            columns={view === "table" ? columns : null}
            filters={{ offered, active }}
          >
            <SegmentedLinks
              label="View"
              segments={[
                { href: viewHref(search, "table"), label: "Table", isCurrent: view === "table" },
                { href: viewHref(search, "board"), label: "Board", isCurrent: view === "board" },
              ]}
            />
          </ListTools>
          <Hydrated queryKey={liveKey(leadList, search)} data={data}>
            {view === "board" ? (
              <LeadsBoardView {...{ search, timezone, noMatch }} at={typeof params.at === "string" ? params.at : ""} />
            ) : (
              <LeadsTableView
                {...{ search, timezone, sort, noMatch }}
                shown={columns.shown}
                schedule={scheduleFollowUp}
              />
            )}
          </Hydrated>
        </>
      )}
    </Page>
  );
}

const noMatch = (
  <NoMatch list="/leads" title="No matching leads">
    Try another search, other filters or a longer date range.
  </NoMatch>
);

function viewHref(search: string, view: "table" | "board"): string {
  const params = new URLSearchParams(search);
  params.delete("at");
  if (view === "board") {
    params.set("view", "board");
    params.delete("temperature");
  } else params.delete("view");
  const next = params.toString();
  return next ? `/leads?${next}` : "/leads";
}
