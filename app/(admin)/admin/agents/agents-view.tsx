"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportTicked } from "@/components/data-table/export-ticked";
import { ListFooter } from "@/components/data-table/list-footer";
import { useSelection } from "@/components/data-table/use-selection";
import { liveQuery } from "@/components/live/live-query";
import { adminAgentList } from "@/lib/admin/agents/fields";
import type { AdminAgentPage, AdminAgentSort } from "@/lib/admin/agents/schema";
import { columnsOf } from "./agents-table";

type AgentsViewProps = {
  search: string;
  sort: AdminAgentSort;
  shown: readonly string[];
  timezone: string;
  /** What is shown when no row meets the filters. */
  noMatch: ReactNode;
};

/** A page of the list, fetched again every few seconds. */
export function AgentsView({ search, sort, shown, timezone, noMatch }: AgentsViewProps) {
  const { data: page } = useSuspenseQuery(liveQuery<AdminAgentPage>(adminAgentList, search));
  const keys = useMemo(() => page.agents.map(({ id }) => id), [page]);
  const selection = useSelection(keys);
  if (page.agents.length === 0) return noMatch;
  return (
    <>
      <DataTable
        caption="Agents"
        columns={columnsOf(shown, page.asOf, timezone)}
        rows={page.agents}
        rowKey={({ id }) => id}
        sort={sort}
        selection={{
          state: selection,
          rowName: ({ name }) => name,
          actions: <ExportTicked list={adminAgentList.name} search={search} ids={selection.keys} />,
        }}
      />
      <ListFooter
        nouns={["agent", "agents"]}
        total={page.total}
        previousCursor={page.previousCursor}
        nextCursor={page.nextCursor}
        pageLabels={["Previous", "Next"]}
      />
    </>
  );
}
