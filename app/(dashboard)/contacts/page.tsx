import { IconAddressBook, IconPlus, IconUpload } from "@tabler/icons-react";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { ColumnMenu } from "@/components/data-table/column-menu";
import { ExportLink } from "@/components/data-table/export-link";
import { chosenColumns, columnsCookie } from "@/components/data-table/remembered-columns";
import { FilterBar } from "@/components/filters/filter-bar";
import { SearchField } from "@/components/filters/search-field";
import { Page } from "@/components/layout/page";
import { Hydrated } from "@/components/live/hydrated";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { Toolbar } from "@/components/ui/toolbar";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { contactColumns } from "@/lib/contacts/contact-csv";
import { getImport } from "@/lib/contacts/imports/get-import";
import { listContacts } from "@/lib/contacts/list-contacts";
import { parseContactQuery } from "@/lib/contacts/parse-contact-query";
import styles from "./contacts.module.css";
import { contactsKey } from "./contacts-key";
import { columnHeaders } from "./contacts-table";
import { ContactsView } from "./contacts-view";
import { activeFilters, filtersOf } from "./words";

export const metadata: Metadata = { title: "Contacts" };

type ContactsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ContactsPage({ searchParams }: ContactsPageProps) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireTenantContext(`/contacts?${search}`);
  const { filters, sort, cursor, notices } = parseContactQuery(params);
  const [page, importName] = await Promise.all([
    listContacts(ctx, { filters, sort, cursor }),
    filters.import
      ? getImport(ctx, { id: filters.import }).then(
          ({ fileName }) => fileName,
          () => null,
        )
      : null,
  ]);
  const named = typeof params.columns === "string" ? params.columns : undefined;
  const remembered = (await cookies()).get(columnsCookie("contacts"))?.value;
  const shown = chosenColumns({ all: contactColumns, usual: contactColumns, fixed: ["name"] }, named, remembered);
  const isUntouched = Object.keys(filters).length === 0 && !cursor;

  return (
    <Page title="Contacts" actions={<Actions />}>
      <Notices notices={notices} />
      {isUntouched && page.contacts.length === 0 ? (
        <EmptyState
          icon={<IconAddressBook size={28} stroke={1.5} aria-hidden />}
          title="No contacts yet"
          action={
            <LinkButton href="/contacts/import" leftSection={<IconUpload size={16} aria-hidden />}>
              Import a file
            </LinkButton>
          }
        >
          Everybody whom your agents talk to will be here: whoever calls becomes a contact automatically. You can also
          bring your own people, as a CSV file or one by one.
        </EmptyState>
      ) : (
        <>
          <Toolbar search={<SearchField label="Search contacts" placeholder="Name, number, email or company" />}>
            <ColumnMenu
              list="contacts"
              columns={contactColumns.map((key) => ({ key, header: columnHeaders[key] }))}
              shown={shown}
              fixed={["name"]}
            />
            <ExportLink href={exportHref(search, shown)} />
          </Toolbar>
          <FilterBar filters={filtersOf(filters, importName)} active={activeFilters(filters)} />
          <Hydrated queryKey={contactsKey(search)} data={page}>
            <ContactsView search={search} sort={sort} shown={shown} timezone={ctx.actor.timezone} />
          </Hydrated>
        </>
      )}
    </Page>
  );
}

function Actions() {
  return (
    <div className={styles.actions}>
      <LinkButton href="/contacts/import" variant="default" leftSection={<IconUpload size={15} aria-hidden />}>
        Import
      </LinkButton>
      <LinkButton href="/contacts/new" leftSection={<IconPlus size={15} aria-hidden />}>
        Add contact
      </LinkButton>
    </div>
  );
}

function exportHref(search: string, columns: readonly string[]): string {
  const params = new URLSearchParams(search);
  params.delete("at");
  params.set("columns", columns.join(","));
  return `/api/contacts/export?${params}`;
}
