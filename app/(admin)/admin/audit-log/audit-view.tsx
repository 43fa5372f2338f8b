"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportTicked } from "@/components/data-table/export-ticked";
import { ListFooter } from "@/components/data-table/list-footer";
import { useSelection } from "@/components/data-table/use-selection";
import { liveQuery } from "@/components/live/live-query";
import { auditList } from "@/lib/admin/audit-log/fields";
import { auditActionLabel } from "@/lib/admin/audit-log/labels";
import type { AuditPage, AuditSort } from "@/lib/admin/audit-log/schema";
import { columnsOf } from "./audit-table";

type AuditViewProps = {
  search: string;
  sort: AuditSort;
  shown: readonly string[];
  timezone: string;
  /** What is shown when no entry meets the filters. */
  noMatch: ReactNode;
};

/** A page of the audit log, fetched again every few seconds. */
export function AuditView({ search, sort, shown, timezone, noMatch }: AuditViewProps) {
  const { data: page } = useSuspenseQuery(liveQuery<AuditPage>(auditList, search));
  const keys = useMemo(() => page.entries.map(({ id }) => id), [page]);
  const selection = useSelection(keys);
  if (page.entries.length === 0) return noMatch;
  return (
    <>
      <DataTable
        caption="Audit log"
        columns={columnsOf(shown, page.asOf, timezone)}
        rows={page.entries}
        rowKey={({ id }) => id}
        sort={sort}
        selection={{
          state: selection,
          rowName: ({ action, number }) => `entry ${number}: ${auditActionLabel(action)}`,
          actions: <ExportTicked list={auditList.name} search={search} ids={selection.keys} />,
        }}
      />
      <ListFooter
        nouns={["entry", "entries"]}
        total={page.total}
        previousCursor={page.previousCursor}
        nextCursor={page.nextCursor}
        pageLabels={sort === "newest" ? ["Newer", "Older"] : ["Older", "Newer"]}
      />
    </>
  );
}
