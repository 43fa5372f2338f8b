"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { ListFooter } from "@/components/data-table/list-footer";
import { useSelection } from "@/components/data-table/use-selection";
import type { ScheduleAction } from "@/components/follow-ups/schedule-action";
import { liveQuery } from "@/components/live/live-query";
import { leadList } from "@/lib/leads/fields";
import type { LeadBoard, LeadPage, LeadSort } from "@/lib/leads/schema";
import { LeadsBoard } from "./leads-board";
import { LeadsBulk } from "./leads-bulk";
import { LeadsTable } from "./leads-table";

type ViewProps = {
  search: string;
  timezone: string;
  /** What is shown when no row meets the filters. */
  noMatch: ReactNode;
};

/** A page of the list, fetched again whenever the tenant's data changes. */
export function LeadsTableView({
  search,
  timezone,
  sort,
  shown,
  schedule,
  noMatch,
}: ViewProps & { sort: LeadSort; shown: readonly string[]; schedule: ScheduleAction }) {
  const { data: page } = useSuspenseQuery(liveQuery<LeadPage>(leadList, search));
  const keys = useMemo(() => page.leads.map(({ id }) => id), [page.leads]);
  const selection = useSelection(keys);
  if (page.leads.length === 0) return noMatch;
  return (
    <>
      <LeadsTable
        {...{ page, sort, shown, timezone, selection }}
        actions={<LeadsBulk leads={page.leads} selection={selection} search={search} schedule={schedule} />}
      />
      <ListFooter
        nouns={["person", "people"]}
        total={page.total}
        previousCursor={page.previousCursor}
        nextCursor={page.nextCursor}
        pageLabels={["Previous", "Next"]}
      />
    </>
  );
}

/** The board, fetched again whenever the tenant's data changes. */
export function LeadsBoardView({ search, timezone, at, noMatch }: ViewProps & { at: string }) {
  const { data: board } = useSuspenseQuery(liveQuery<LeadBoard>(leadList, search));
  if ([board.hot, board.warm, board.cold].every(({ leads }) => leads.length === 0)) return noMatch;
  return <LeadsBoard board={board} at={at} timezone={timezone} />;
}
