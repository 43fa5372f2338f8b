"use client";

import { Button } from "@mantine/core";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportTicked } from "@/components/data-table/export-ticked";
import { ListFooter } from "@/components/data-table/list-footer";
import { useSelection } from "@/components/data-table/use-selection";
import type { ScheduleAction } from "@/components/follow-ups/schedule-action";
import { ScheduleMany } from "@/components/follow-ups/schedule-many";
import { liveQuery } from "@/components/live/live-query";
import { contactList } from "@/lib/contacts/fields";
import type { ContactPage, ContactSort } from "@/lib/contacts/schema";
import { columnsOf, contactTitle } from "./contacts-table";
import { useDeletion } from "./use-deletion";

type ContactsViewProps = {
  search: string;
  sort: ContactSort;
  shown: readonly string[];
  timezone: string;
  schedule: ScheduleAction;
  /** What is shown when no row meets the filters. */
  noMatch: ReactNode;
};

/** A page of the list, fetched again whenever the tenant's data changes. */
export function ContactsView({ search, sort, shown, timezone, schedule, noMatch }: ContactsViewProps) {
  const { data: page } = useSuspenseQuery(liveQuery<ContactPage>(contactList, search));
  const keys = useMemo(() => page.contacts.map(({ id }) => id), [page]);
  const selection = useSelection(keys);
  const ticked = page.contacts.filter(({ id }) => selection.has(id));
  const client = useQueryClient();
  const { remove, isBusy } = useDeletion(() => client.invalidateQueries({ queryKey: ["live", contactList.name] }));

  if (page.contacts.length === 0) return noMatch;
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
            <>
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
              <ScheduleMany
                people={ticked.map(({ name, phone, email }) => ({ name, phone: phone?.e164, email }))}
                several={`${ticked.length} contacts`}
                schedule={schedule}
              />
              <ExportTicked list={contactList.name} search={search} ids={selection.keys} />
            </>
          ),
        }}
      />
      <ListFooter
        nouns={["contact", "contacts"]}
        total={page.total}
        previousCursor={page.previousCursor}
        nextCursor={page.nextCursor}
        pageLabels={["Previous", "Next"]}
      />
    </>
  );
}
