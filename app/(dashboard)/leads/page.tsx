import { IconUserSearch } from "@tabler/icons-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { ColumnMenu } from "@/components/data-table/column-menu";
import { ExportLink } from "@/components/data-table/export-link";
import { chosenColumns, columnsCookie } from "@/components/data-table/remembered-columns";
import { FilterBar } from "@/components/filters/filter-bar";
import { SearchField } from "@/components/filters/search-field";
import { Page } from "@/components/layout/page";
import { Hydrated } from "@/components/live/hydrated";
import { EmptyState } from "@/components/ui/empty-state";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { RangePicker } from "@/components/ui/range-picker";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { Toolbar } from "@/components/ui/toolbar";
import { listAgents } from "@/lib/agents/list-agents";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { getLeadBoard } from "@/lib/leads/get-lead-board";
import { listLeads } from "@/lib/leads/list-leads";
import { parseLeadQuery, type SearchParams } from "@/lib/leads/parse-lead-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { columnHeaders, leadColumnKeys, usualColumns } from "./columns";
import { leadsKey } from "./leads-key";
import { LeadsBoardView, LeadsTableView } from "./leads-view";
import { filtersOf, filterValue } from "./words";

export const metadata: Metadata = { title: "Leads" };

export default async function LeadsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireTenantContext(`/leads?${search}`);
  const { timezone } = ctx.actor;
  const today = todayIn(timezone, ctx.clock.now());
  const { filters, sort, view, cursor, cursors, notices } = parseLeadQuery(params, today);
  const [data, agents] = await Promise.all([
    view === "board" ? getLeadBoard(ctx, { filters, sort, cursors }) : listLeads(ctx, { filters, sort, cursor }),
    listAgents(ctx),
  ]);
  const offered = filtersOf(agents, view);
  const active = Object.fromEntries(
    offered.flatMap(({ name }) => {
      const value = filterValue(filters, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const { range } = filters;
  const isEmpty =
    "leads" in data ? data.leads.length === 0 : Object.values(data).every(({ leads }) => leads.length === 0);
  const isUntouched = Object.keys(filters).length === 0 && params.at === undefined;
  const named = typeof params.columns === "string" ? params.columns : undefined;
  const remembered = (await cookies()).get(columnsCookie("leads"))?.value;
  const shown = chosenColumns({ all: leadColumnKeys, usual: usualColumns, fixed: ["person"] }, named, remembered);

  return (
    <Page
      title="Leads"
      actions={
        <RangePicker preset={range?.preset ?? "all"} from={range?.from} to={range?.to} today={today} allowsAllTime />
      }
    >
      <Notices notices={notices} />
      {isUntouched && isEmpty ? (
        <EmptyState icon={<IconUserSearch size={28} stroke={1.5} aria-hidden />} title="No leads yet">
          Everybody in whose call your agents hear interest will be here, one line a person: how warm they are, what
          they asked for and what comes next. The first call that shows any makes the first lead.
        </EmptyState>
      ) : (
        <>
          <Toolbar search={<SearchField label="Search leads" placeholder="Name, number, email or company" />}>
            <SegmentedLinks
              label="View"
              segments={[
                { href: viewHref(search, "table"), label: "Table", isCurrent: view === "table" },
                { href: viewHref(search, "board"), label: "Board", isCurrent: view === "board" },
              ]}
            />
            {view === "table" && (
              <ColumnMenu
                list="leads"
                columns={leadColumnKeys.map((key) => ({ key, header: columnHeaders[key] }))}
                shown={shown}
                fixed={["person"]}
              />
            )}
            <ExportLink href={exportHref(search)} />
          </Toolbar>
          <FilterBar filters={offered} active={active} />
          <Hydrated queryKey={leadsKey(search)} data={data}>
            {view === "board" ? (
              <LeadsBoardView search={search} timezone={timezone} at={typeof params.at === "string" ? params.at : ""} />
            ) : (
              <LeadsTableView search={search} timezone={timezone} sort={sort} shown={shown} />
            )}
          </Hydrated>
        </>
      )}
    </Page>
  );
}

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

function exportHref(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of ["at", "view", "columns"]) params.delete(name);
  return `/api/leads/export?${params}`;
}
