"use client";

import { Button } from "@mantine/core";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ListFoot } from "@/components/data-table/list-foot";
import { useSelection } from "@/components/data-table/use-selection";
import { fetchJson } from "@/components/live/fetch-json";
import { NoMatch } from "@/components/ui/no-match";
import type { ContactPage, ContactSort } from "@/lib/contacts/schema";
import { contactsKey } from "./contacts-key";
import { columnsOf, contactTitle } from "./contacts-table";
import { useDeletion } from "./use-deletion";

type ContactsViewProps = { search: string; sort: ContactSort; shown: readonly string[]; timezone: string };

/** A page of the list, fetched again whenever the tenant's data changes. */
export function ContactsView({ search, sort, shown, timezone }: ContactsViewProps) {
  const { data: page } = useSuspenseQuery({
    queryKey: contactsKey(search),
    queryFn: ({ signal }) => fetchJson<ContactPage>(`/api/contacts?${search}`, signal),
  });
  const keys = useMemo(() => page.contacts.map(({ id }) => id), [page]);
  const selection = useSelection(keys);
  const client = useQueryClient();
  const { remove, isBusy } = useDeletion(() => client.invalidateQueries({ queryKey: ["live", "contacts"] }));

  if (page.contacts.length === 0)
    return <NoMatch title="No contact matches">There is none for this search and these filters.</NoMatch>;
  return (
    <>
      <DataTable
        caption="Contacts"
        columns={columnsOf(shown, page.asOf, timezone)}
        rows={page.contacts}
        rowKey={({ id }) => id}
        sort={sort}
        selection={{
          state: selection,
          rowName: (contact) => contactTitle(contact),
          actions: (
            <Button
              size="xs"
              variant="default"
              loading={isBusy}
              onClick={async () => {
                if (await remove(selection.keys)) selection.clear();
              }}
            >
              Delete
            </Button>
          ),
        }}
      />
      <ListFoot
        words={["contact", "contacts"]}
        total={page.total}
        previousCursor={page.previousCursor}
        nextCursor={page.nextCursor}
        pageWords={["Previous", "Next"]}
      />
    </>
  );
}
