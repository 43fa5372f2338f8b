"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportTicked } from "@/components/data-table/export-ticked";
import { ListFooter } from "@/components/data-table/list-footer";
import { useSelection } from "@/components/data-table/use-selection";
import { liveQuery } from "@/components/live/live-query";
import { userList } from "@/lib/admin/users/fields";
import type { UserPage, UserSort } from "@/lib/admin/users/schema";
import { columnsOf } from "./users-table";

type UsersViewProps = {
  search: string;
  sort: UserSort;
  shown: readonly string[];
  timezone: string;
  /** What is shown when no row meets the filters. */
  noMatch: ReactNode;
};

/** A page of the list, fetched again every few seconds. */
export function UsersView({ search, sort, shown, timezone, noMatch }: UsersViewProps) {
  const { data: page } = useSuspenseQuery(liveQuery<UserPage>(userList, search));
  const keys = useMemo(() => page.users.map(({ id }) => id), [page]);
  const selection = useSelection(keys);
  if (page.users.length === 0) return noMatch;
  return (
    <>
      <DataTable
        caption="Users"
        columns={columnsOf(shown, page.asOf, timezone)}
        rows={page.users}
        rowKey={({ id }) => id}
        sort={sort}
        selection={{
          state: selection,
          rowName: ({ name }) => name,
          actions: <ExportTicked list={userList.name} search={search} ids={selection.keys} />,
        }}
      />
      <ListFooter
        nouns={["user", "users"]}
        total={page.total}
        previousCursor={page.previousCursor}
        nextCursor={page.nextCursor}
        pageLabels={["Previous", "Next"]}
      />
    </>
  );
}
