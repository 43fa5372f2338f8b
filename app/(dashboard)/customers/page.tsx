import { IconUserCheck } from "@tabler/icons-react";
import type { Metadata } from "next";
import { ExportLink } from "@/components/data-table/export-link";
import { SearchField } from "@/components/filters/search-field";
import { Page } from "@/components/layout/page";
import { Hydrated } from "@/components/live/hydrated";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { Toolbar } from "@/components/ui/toolbar";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { listCustomers } from "@/lib/customers/list-customers";
import { parseCustomerQuery, type SearchParams } from "@/lib/customers/parse-customer-query";
import { customersKey } from "./customers-key";
import { CustomersView } from "./customers-view";

export const metadata: Metadata = { title: "Customers" };

export default async function CustomersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireTenantContext(`/customers?${search}`);
  const { filters, cursor, notices } = parseCustomerQuery(params);
  const page = await listCustomers(ctx, { filters, cursor });
  const isUntouched = Object.keys(filters).length === 0 && !cursor;
  const download = new URLSearchParams(search);
  download.delete("at");

  return (
    <Page title="Customers">
      <Notices notices={notices} />
      {isUntouched && page.customers.length === 0 ? (
        <EmptyState
          icon={<IconUserCheck size={28} stroke={1.5} aria-hidden />}
          title="No customers yet"
          action={<LinkButton href="/leads">See your leads</LinkButton>}
        >
          Whoever buys will be here, with a reference number, who looks after them, and everything back to the first
          call. Open a lead and convert it.
        </EmptyState>
      ) : (
        <>
          <Toolbar search={<SearchField label="Search customers" placeholder="Name, number, company, reference" />}>
            <ExportLink href={`/api/customers/export?${download}`} />
          </Toolbar>
          <Hydrated queryKey={customersKey(search)} data={page}>
            <CustomersView search={search} status={filters.status ?? null} timezone={ctx.actor.timezone} />
          </Hydrated>
        </>
      )}
    </Page>
  );
}
