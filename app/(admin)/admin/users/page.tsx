import { IconUsers } from "@tabler/icons-react";
import type { Metadata } from "next";
import { requireAdminContext } from "@/app/_admin-context";
import { columnMenu } from "@/app/_shown-columns";
import { viewActions } from "@/app/(dashboard)/saved-views/view-actions";
import { ListTools } from "@/components/data-table/list-tools";
import { activeFilters } from "@/components/filters/active-filters";
import { Hydrated } from "@/components/live/hydrated";
import { liveKey } from "@/components/live/live-query";
import { AdminPage } from "@/components/shell/admin-page";
import { EmptyState } from "@/components/ui/empty-state";
import { NoMatch } from "@/components/ui/no-match";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { userFields, userList } from "@/lib/admin/users/fields";
import { listUsers } from "@/lib/admin/users/list-users";
import { parseUserQuery } from "@/lib/admin/users/parse-user-query";
import type { SearchParams } from "@/lib/lists/parse-list";
import { listViews } from "@/lib/views/list-views";
import { filters as offered } from "./filters";
import { InviteUser } from "./invite-user";
import { UsersView } from "./users-view";

export const metadata: Metadata = { title: "Users" };

type UsersPageProps = { searchParams: Promise<SearchParams> };

export default async function UsersPage({ searchParams }: UsersPageProps) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireAdminContext(`/admin/users?${search}`);
  const { filters, sort, cursor, notices } = parseUserQuery(params);
  const [page, views] = await Promise.all([
    listUsers(ctx, { filters, sort, cursor }),
    listViews(ctx, { page: `/${userList.name}` }),
  ]);
  const columns = await columnMenu(userList, userFields, params);

  return (
    <AdminPage title="Users" actions={<InviteUser />}>
      <Notices notices={notices} />
      <ListTools
        list={userList.name}
        all="All users"
        search={search}
        views={views}
        viewActions={viewActions}
        searchField={{ label: "Search users", placeholder: "Name, email, ID or phone number" }}
        columns={columns}
        filters={{ offered, active: activeFilters(offered, filters, params) }}
      />
      <Hydrated queryKey={liveKey(userList, search)} data={page}>
        <UsersView
          {...{ search, sort }}
          shown={columns.shown}
          timezone={ctx.actor.timezone}
          noMatch={
            sort === "calls" && Object.keys(filters).length === 0 ? (
              <EmptyState icon={<IconUsers size={28} stroke={1.5} aria-hidden />} title="No calls are summed up yet">
                Accounts appear here by their calls once the summary of the past 30 days has been made, within a few
                minutes.
              </EmptyState>
            ) : (
              <NoMatch list={`/${userList.name}`} title="No matching users">
                Try another search or other filters.
              </NoMatch>
            )
          }
        />
      </Hydrated>
    </AdminPage>
  );
}
