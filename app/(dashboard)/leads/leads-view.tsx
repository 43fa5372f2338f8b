"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { ListFoot } from "@/components/data-table/list-foot";
import { fetchJson } from "@/components/live/fetch-json";
import { NoMatch } from "@/components/ui/no-match";
import type { LeadBoard, LeadPage, LeadSort } from "@/lib/leads/schema";
import { LeadsBoard } from "./leads-board";
import { leadsKey } from "./leads-key";
import { LeadsTable } from "./leads-table";

type ViewProps = { search: string; timezone: string };

const noMatch = (
  <NoMatch title="Nobody matches">There is nobody for this search, these filters and this date range.</NoMatch>
);

/** A page of the list, fetched again whenever the tenant's data changes. */
export function LeadsTableView({
  search,
  timezone,
  sort,
  shown,
}: ViewProps & { sort: LeadSort; shown: readonly string[] }) {
  const { data: page } = useSuspenseQuery({
    queryKey: leadsKey(search),
    queryFn: ({ signal }) => fetchJson<LeadPage>(`/api/leads?${search}`, signal),
  });
  if (page.leads.length === 0) return noMatch;
  return (
    <>
      <LeadsTable page={page} sort={sort} shown={shown} timezone={timezone} />
      <ListFoot
        words={["person", "people"]}
        total={page.total}
        previousCursor={page.previousCursor}
        nextCursor={page.nextCursor}
        pageWords={["Previous", "Next"]}
      />
    </>
  );
}

/** The board, fetched again whenever the tenant's data changes. */
export function LeadsBoardView({ search, timezone, at }: ViewProps & { at: string }) {
  const { data: board } = useSuspenseQuery({
    queryKey: leadsKey(search),
    queryFn: ({ signal }) => fetchJson<LeadBoard>(`/api/leads?${search}`, signal),
  });
  if ([board.hot, board.warm, board.cold].every(({ leads }) => leads.length === 0)) return noMatch;
  return <LeadsBoard board={board} at={at} timezone={timezone} />;
}
