import { IconUserCheck } from "@tabler/icons-react";
import type { Metadata } from "next";
import { columnMenu } from "@/app/_shown-columns";
import { requireTenantContext } from "@/app/_tenant-context";
import { ListTools } from "@/components/data-table/list-tools";
import { Hydrated } from "@/components/live/hydrated";
import { liveKey } from "@/components/live/live-query";
import { Page } from "@/components/shell/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { NoMatch } from "@/components/ui/no-match";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { customerFields, customerList } from "@/lib/customers/fields";
import { listCustomers } from "@/lib/customers/list-customers";
import { parseCustomerQuery } from "@/lib/customers/parse-customer-query";
import type { SearchParams } from "@/lib/lists/parse-list";
import { listViews } from "@/lib/views/list-views";
import { scheduleFollowUp } from "../follow-ups/actions";
import { viewActions } from "../saved-views/view-actions";
import { saveCustomerStatus } from "./[id]/actions";
import { CustomersView } from "./customers-view";

export const metadata: Metadata = { title: "Customers" };

export default async function CustomersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireTenantContext(`/customers?${search}`);
  const { filters, cursor, notices } = parseCustomerQuery(params);
  const [page, views] = await Promise.all([
    listCustomers(ctx, { filters, cursor }),
    listViews(ctx, { page: "/customers" }),
  ]);
  const isUntouched = Object.keys(filters).length === 0 && !cursor;
  const columns = await columnMenu(customerList, customerFields, params);

  return (
    <Page title="Customers">
      <Notices notices={notices} />
      {isUntouched && page.customers.length === 0 ? (
        <EmptyState
          icon={<IconUserCheck size={28} stroke={1.5} aria-hidden />}
          title="No customers yet"
          action={<LinkButton href="/leads">See your leads</LinkButton>}
        >
          Customers appear here with their reference number, sales rep and full history. To add one, open a lead and
          convert it.
        </EmptyState>
      ) : (
        <>
          <ListTools
            list={customerList.name}
            all="All customers"
            search={search}
            views={views}
            viewActions={viewActions}
            searchField={{ label: "Search customers", placeholder: "Name, number, company, reference" }}
            columns={columns}
          />
          <Hydrated queryKey={liveKey(customerList, search)} data={page}>
            <CustomersView
              search={search}
              status={filters.status ?? null}
              shown={columns.shown}
              timezone={ctx.actor.timezone}
              actions={{ saveStatus: saveCustomerStatus, schedule: scheduleFollowUp }}
              noMatch={
                <NoMatch list="/customers" title="No matching customers">
                  Try another search or status.
                </NoMatch>
              }
            />
          </Hydrated>
        </>
      )}
    </Page>
  );
}
