"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { Column } from "@/components/data-table/column";
import { Dash, DataTable, RowLink, SecondLine } from "@/components/data-table/data-table";
import { ListFoot } from "@/components/data-table/list-foot";
import { fetchJson } from "@/components/live/fetch-json";
import { NoMatch } from "@/components/ui/no-match";
import { RelativeTime } from "@/components/ui/relative-time";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { useAddress } from "@/components/ui/use-address";
import type { CustomerStatus } from "@/lib/customers/customer-status";
import type { CustomerListItem, CustomerPage } from "@/lib/customers/schema";
import { addTotals } from "@/lib/platform/list-total";
import { customersKey } from "./customers-key";
import { StatusBadge, statusWords } from "./status-badge";

const statuses = ["Active", "On Hold", "Inactive", "Churned"] as const;

type CustomersViewProps = { search: string; status: CustomerStatus | null; timezone: string };

/** A page of the list with the number of each status, fetched again whenever the tenant's data changes. */
export function CustomersView({ search, status, timezone }: CustomersViewProps) {
  const address = useAddress();
  const { data: page } = useSuspenseQuery({
    queryKey: customersKey(search),
    queryFn: ({ signal }) => fetchJson<CustomerPage>(`/api/customers?${search}`, signal),
  });
  const total = addTotals(Object.values(page.counts));
  return (
    <>
      <SegmentedLinks
        label="Status"
        segments={[
          { href: address({ status: null }), label: "All", count: total, isCurrent: status === null },
          ...statuses.map((each) => ({
            href: address({ status: each }),
            label: statusWords[each],
            count: page.counts[each],
            isCurrent: status === each,
          })),
        ]}
      />
      {page.customers.length === 0 ? (
        <NoMatch title="No customer matches">There is none for this search and this status.</NoMatch>
      ) : (
        <>
          <DataTable
            caption="Customers"
            columns={columnsOf(page.asOf, timezone)}
            rows={page.customers}
            rowKey={({ id }) => id}
          />
          <ListFoot
            words={["customer", "customers"]}
            total={status === null ? total : page.counts[status]}
            previousCursor={page.previousCursor}
            nextCursor={page.nextCursor}
          />
        </>
      )}
    </>
  );
}

function columnsOf(asOf: string, timezone: string): Column<CustomerListItem>[] {
  const time = (at: string | null) => (at ? <RelativeTime at={at} asOf={asOf} timezone={timezone} /> : <Dash />);
  return [
    {
      key: "name",
      header: "Customer",
      cell: (customer) => (
        <span>
          <RowLink href={`/customers/${customer.id}`}>
            <bdi>{customer.name}</bdi>
          </RowLink>
          <SecondLine>{secondLine(customer)}</SecondLine>
        </span>
      ),
    },
    { key: "reference", header: "Reference", isWide: true, cell: ({ reference }) => reference },
    { key: "status", header: "Status", phoneWidth: "112px", cell: ({ status }) => <StatusBadge status={status} /> },
    { key: "rep", header: "Sales rep", isWide: true, cell: ({ salesRep }) => salesRep ?? <Dash /> },
    { key: "source", header: "Came by", isWide: true, cell: ({ leadSource }) => leadSource ?? <Dash /> },
    {
      key: "contacted",
      header: "Last contact",
      isWide: true,
      cell: ({ lastInteractionAt }) => time(lastInteractionAt),
    },
    { key: "since", header: "Customer since", isWide: true, cell: ({ convertedAt }) => time(convertedAt) },
  ];
}

/** What tells customers of one name apart; somebody may be named by the number alone. */
function secondLine({ name, company, phone, email, reference }: CustomerListItem): string {
  return company ?? [phone?.text, email].find((reach) => reach && reach !== name) ?? reference;
}
