"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type ReactNode, useMemo } from "react";
import { ListFooter } from "@/components/data-table/list-footer";
import { useSelection } from "@/components/data-table/use-selection";
import { liveQuery } from "@/components/live/live-query";
import { whenConnected } from "@/components/offline/when-connected";
import { callList } from "@/lib/calls/fields";
import type { CallPage, CallSort } from "@/lib/calls/schema";
import type { BulkActions } from "./calls-bulk";
import { CallsTable } from "./calls-table";
import { Stopped } from "./stopped";

type CallsViewProps = {
  search: string;
  timezone: string;
  columns: readonly string[];
  sort: CallSort;
  actions: BulkActions;
  /** What is shown when no row meets the filters. */
  noMatch: ReactNode;
};

const CallsBulk = dynamic(
  whenConnected(() => import("./calls-bulk").then((module) => module.CallsBulk)),
  { ssr: false },
);

const pageLabels: Readonly<Record<CallSort, readonly [string, string]>> = {
  newest: ["Newer", "Older"],
  oldest: ["Older", "Newer"],
  longest: ["Longer", "Shorter"],
  score: ["Higher", "Lower"],
};

/** A page of the list, fetched again whenever the tenant's data changes. */
export function CallsView({ search, timezone, columns, sort, actions, noMatch }: CallsViewProps) {
  const { data: page } = useSuspenseQuery(liveQuery<CallPage>(callList, search));
  const ids = useMemo(() => page.calls.map(({ id }) => id), [page.calls]);
  const selection = useSelection(ids);
  const stopped = page.stopped && page.nextCursor && (
    <Stopped at={page.stopped.at} next={page.nextCursor} found={page.calls.length} timezone={timezone} />
  );
  if (page.calls.length === 0) return stopped ?? noMatch;
  return (
    <>
      <CallsTable
        {...{ page, timezone, columns, sort, selection }}
        list={search}
        actions={<CallsBulk calls={page.calls} selection={selection} search={search} actions={actions} />}
      />
      {stopped}
      <ListFooter
        nouns={["call", "calls"]}
        total={page.total}
        previousCursor={page.previousCursor}
        nextCursor={page.nextCursor}
        pageLabels={pageLabels[sort]}
      />
    </>
  );
}
