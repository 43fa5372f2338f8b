import { IconAddressBook, IconPlus, IconUpload } from "@tabler/icons-react";
import type { Metadata } from "next";
import { columnMenu } from "@/app/_shown-columns";
import { requireTenantContext } from "@/app/_tenant-context";
import { ListTools } from "@/components/data-table/list-tools";
import { activeFilters } from "@/components/filters/active-filters";
import { Hydrated } from "@/components/live/hydrated";
import { liveKey } from "@/components/live/live-query";
import { Page } from "@/components/shell/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { NoMatch } from "@/components/ui/no-match";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { contactFields, contactList } from "@/lib/contacts/fields";
import { getImport } from "@/lib/contacts/imports/get-import";
import { listContacts } from "@/lib/contacts/list-contacts";
import { parseContactQuery } from "@/lib/contacts/parse-contact-query";
import type { SearchParams } from "@/lib/lists/parse-list";
import { listViews } from "@/lib/views/list-views";
import { scheduleFollowUp } from "../follow-ups/actions";
import { viewActions } from "../saved-views/view-actions";
import styles from "./contacts.module.css";
import { ContactsView } from "./contacts-view";
import { filtersOf } from "./filters";

export const metadata: Metadata = { title: "Contacts" };

type ContactsPageProps = { searchParams: Promise<SearchParams> };

export default async function ContactsPage({ searchParams }: ContactsPageProps) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireTenantContext(`/contacts?${search}`);
  const { filters, sort, cursor, notices } = parseContactQuery(params);
  const [page, views, importName] = await Promise.all([
    listContacts(ctx, { filters, sort, cursor }),
    listViews(ctx, { page: "/contacts" }),
    filters.import
      ? getImport(ctx, { id: filters.import }).then(
          ({ fileName }) => fileName,
          () => null,
        )
      : null,
  ]);
  const columns = await columnMenu(contactList, contactFields, params);
  const offered = filtersOf(filters, importName);
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
          Everyone your agents talk to appears here automatically. You can also import contacts from a CSV file or add
          them one by one.
        </EmptyState>
      ) : (
        <>
          <ListTools
            list={contactList.name}
            all="All contacts"
            search={search}
            views={views}
            viewActions={viewActions}
            searchField={{ label: "Search contacts", placeholder: "Name, number, email or company" }}
            columns={columns}
            filters={{ offered, active: activeFilters(offered, filters, params) }}
          />
          <Hydrated queryKey={liveKey(contactList, search)} data={page}>
            <ContactsView
              {...{ search, sort }}
              shown={columns.shown}
              timezone={ctx.actor.timezone}
              schedule={scheduleFollowUp}
              noMatch={
                <NoMatch list="/contacts" title="No matching contacts">
                  Try another search or other filters.
                </NoMatch>
              }
            />
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
