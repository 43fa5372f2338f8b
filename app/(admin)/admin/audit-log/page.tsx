import type { Metadata } from "next";
import { requireAdminContext } from "@/app/_admin-context";
import { columnMenu } from "@/app/_shown-columns";
import { viewActions } from "@/app/(dashboard)/saved-views/view-actions";
import { ListTools } from "@/components/data-table/list-tools";
import { activeFilters } from "@/components/filters/active-filters";
import { Hydrated } from "@/components/live/hydrated";
import { liveKey } from "@/components/live/live-query";
import { AdminPage } from "@/components/shell/admin-page";
import { NoMatch } from "@/components/ui/no-match";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { auditFields, auditList } from "@/lib/admin/audit-log/fields";
import { listAuditEntries } from "@/lib/admin/audit-log/list-audit-entries";
import { noteAuditReading } from "@/lib/admin/audit-log/note-audit-reading";
import { parseAuditQuery } from "@/lib/admin/audit-log/parse-audit-query";
import type { SearchParams } from "@/lib/lists/parse-list";
import { listViews } from "@/lib/views/list-views";
import { AuditView } from "./audit-view";
import { filters as offered } from "./filters";
import { VerifyChain } from "./verify-chain";

export const metadata: Metadata = { title: "Audit log" };

type AuditLogPageProps = { searchParams: Promise<SearchParams> };

export default async function AuditLogPage({ searchParams }: AuditLogPageProps) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireAdminContext(`/admin/audit-log?${search}`);
  const { filters, sort, cursor, notices } = parseAuditQuery(params);
  await noteAuditReading(ctx);
  const [page, views] = await Promise.all([
    listAuditEntries(ctx, { filters, sort, cursor }),
    listViews(ctx, { page: `/${auditList.name}` }),
  ]);
  const columns = await columnMenu(auditList, auditFields, params);

  return (
    <AdminPage title="Audit log">
      <Notices notices={notices} />
      <ListTools
        list={auditList.name}
        all="All entries"
        search={search}
        views={views}
        viewActions={viewActions}
        searchField={{ label: "Search the audit log", placeholder: "Name, email or ID" }}
        columns={columns}
        filters={{ offered, active: activeFilters(offered, filters, params) }}
      />
      <Hydrated queryKey={liveKey(auditList, search)} data={page}>
        <AuditView
          {...{ search, sort }}
          shown={columns.shown}
          timezone={ctx.actor.timezone}
          noMatch={
            <NoMatch list={`/${auditList.name}`} title="No matching entries">
              Try another search or other filters.
            </NoMatch>
          }
        />
      </Hydrated>
      <VerifyChain />
    </AdminPage>
  );
}
