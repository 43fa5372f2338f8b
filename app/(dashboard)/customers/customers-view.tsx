"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type ReactNode, useMemo } from "react";
import { DataTable, RowLink, SecondLine } from "@/components/data-table/data-table";
import { fieldColumns } from "@/components/data-table/field-columns";
import { ListFooter } from "@/components/data-table/list-footer";
import { useSelection } from "@/components/data-table/use-selection";
import { liveQuery } from "@/components/live/live-query";
import { whenConnected } from "@/components/offline/when-connected";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { useAddress } from "@/components/ui/use-address";
import type { CustomerStatus } from "@/lib/customers/customer-status";
import { customerFields, customerList } from "@/lib/customers/fields";
import { customerStatusLabels } from "@/lib/customers/labels";
import type { CustomerListItem, CustomerPage } from "@/lib/customers/schema";
import { addTotals } from "@/lib/lists/list-total";
import { withCountry } from "@/lib/platform/format/with-country";
import type { CustomerBulkActions } from "./customers-bulk";
import { StatusBadge } from "./status-badge";

const CustomersBulk = dynamic(
  whenConnected(() => import("./customers-bulk").then((module) => module.CustomersBulk)),
  { ssr: false },
);

const statuses = ["Active", "On Hold", "Inactive", "Churned"] as const;

type CustomersViewProps = {
  search: string;
  status: CustomerStatus | null;
  shown: readonly string[];
  timezone: string;
  actions: CustomerBulkActions;
  /** What is shown when no row meets the filters. */
  noMatch: ReactNode;
};

/** A page of the list with the number of each status, fetched again whenever the tenant's data changes. */
export function CustomersView({ search, status, shown, timezone, actions, noMatch }: CustomersViewProps) {
  const address = useAddress();
  const { data: page } = useSuspenseQuery(liveQuery<CustomerPage>(customerList, search));
  const keys = useMemo(() => page.customers.map(({ id }) => id), [page.customers]);
  const selection = useSelection(keys);
  const total = addTotals(Object.values(page.counts));
  return (
    <>
      <SegmentedLinks
        label="Status"
        segments={[
          { href: address({ status: null }), label: "All", count: total, isCurrent: status === null },
          ...statuses.map((each) => ({
            href: address({ status: each }),
            label: customerStatusLabels[each],
            count: page.counts[each],
            isCurrent: status === each,
          })),
        ]}
      />
      {page.customers.length === 0 ? (
        noMatch
      ) : (
        <>
          <DataTable
            caption="Customers"
            columns={fieldColumns({ fields: customerFields, shown, drawn, asOf: page.asOf, timezone })}
            rows={page.customers}
            rowKey={({ id }) => id}
            sort="newest"
            selection={{
              state: selection,
              rowName: ({ name }) => name,
              actions: <CustomersBulk {...{ selection, search, actions }} customers={page.customers} />,
            }}
          />
          <ListFooter
            nouns={["customer", "customers"]}
            total={status === null ? total : page.counts[status]}
            previousCursor={page.previousCursor}
            nextCursor={page.nextCursor}
          />
        </>
      )}
    </>
  );
}

const drawn = {
  name: (customer: CustomerListItem) => (
    <span>
      <RowLink href={`/customers/${customer.id}`}>
        <bdi>{customer.name}</bdi>
      </RowLink>
      <SecondLine>{secondLine(customer)}</SecondLine>
    </span>
  ),
  status: ({ status }: CustomerListItem) => <StatusBadge status={status} />,
};

/** Distinguishes customers of the same name; a customer may be named by the number alone. */
function secondLine({ name, company, phone, email, reference }: CustomerListItem): string {
  if (company) return company;
  if (phone && phone.text !== name) return withCountry(phone.text, phone.country) ?? phone.text;
  return phone?.country ?? (email && email !== name ? email : reference);
}
