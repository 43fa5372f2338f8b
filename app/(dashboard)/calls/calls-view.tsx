"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { ListFoot } from "@/components/data-table/list-foot";
import { useSelection } from "@/components/data-table/use-selection";
import { fetchJson } from "@/components/live/fetch-json";
import { whenConnected } from "@/components/offline/when-connected";
import { NoMatch } from "@/components/ui/no-match";
import type { CallPage, CallSort } from "@/lib/calls/schema";
import type { BulkActions } from "./calls-bulk";
import { callsKey } from "./calls-key";
import { CallsTable } from "./calls-table";
import type { CallColumn } from "./columns";
import { Stopped } from "./stopped";

type CallsViewProps = {
  search: string;
  timezone: string;
  columns: readonly CallColumn[];
  sort: CallSort;
  actions: BulkActions;
};

const CallsBulk = dynamic(
  whenConnected(() => import("./calls-bulk").then((module) => module.CallsBulk)),
  { ssr: false },
);

const pageWords: Readonly<Record<CallSort, readonly [string, string]>> = {
  newest: ["Newer", "Older"],
  oldest: ["Older", "Newer"],
  longest: ["Longer", "Shorter"],
  score: ["Higher", "Lower"],
};

/** A page of the list, fetched again whenever the tenant's data changes. */
export function CallsView({ search, timezone, columns, sort, actions }: CallsViewProps) {
  const { data: page } = useSuspenseQuery({
    queryKey: callsKey(search),
    queryFn: ({ signal }) => fetchJson<CallPage>(`/api/calls?${search}`, signal),
  });
  const ids = useMemo(() => page.calls.map(({ id }) => id), [page.calls]);
  const selection = useSelection(ids);
  const stopped = page.stopped && page.nextCursor && (
    <Stopped at={page.stopped.at} next={page.nextCursor} found={page.calls.length} timezone={timezone} />
  );
  if (page.calls.length === 0)
    return (
      stopped ?? (
        <NoMatch title="No call matches">There is none for these filters, this search and this date range.</NoMatch>
      )
    );
  return (
    <>
      <CallsTable
        {...{ page, timezone, columns, sort, selection }}
        list={search}
        actions={<CallsBulk calls={page.calls} selection={selection} search={search} actions={actions} />}
      />
      {stopped}
      <ListFoot
        words={["call", "calls"]}
        total={page.total}
        previousCursor={page.previousCursor}
        nextCursor={page.nextCursor}
        pageWords={pageWords[sort]}
      />
    </>
  );
}
