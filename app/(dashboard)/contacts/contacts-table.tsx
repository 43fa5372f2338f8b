import type { Column } from "@/components/data-table/column";
import { Dash, RowLink, SecondLine } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ContactColumn } from "@/lib/contacts/contact-csv";
import { contactSourceWords } from "@/lib/contacts/contact-source-words";
import type { ContactListItem } from "@/lib/contacts/schema";
import styles from "./contacts.module.css";

export const columnHeaders: Readonly<Record<ContactColumn, string>> = {
  name: "Name",
  phone: "Number",
  email: "Email",
  company: "Company",
  lastCall: "Last call",
  source: "Source",
  created: "Added",
};

type Named = Pick<ContactListItem, "name" | "company" | "email" | "phone">;

/** What a contact is called where it has no name. */
export function contactTitle({ name, company, email, phone }: Named): string {
  return name ?? company ?? email ?? phone?.text ?? "Somebody";
}

/** The list's columns, of which `shown` are there. */
export function columnsOf(shown: readonly string[], asOf: string, timezone: string): Column<ContactListItem>[] {
  const time = (at: string) => (
    <span className={styles.nowrap}>
      <RelativeTime at={at} asOf={asOf} timezone={timezone} />
    </span>
  );
  const columns: Column<ContactListItem>[] = [
    {
      key: "name",
      header: columnHeaders.name,
      sort: { ascending: "name" },
      cell: (contact) => <Name contact={contact} />,
    },
    {
      key: "phone",
      header: columnHeaders.phone,
      isWide: true,
      cell: ({ phone }) =>
        phone ? (
          <>
            <span className={styles.nowrap}>{phone.text}</span>
            {phone.country && <SecondLine>{phone.country}</SecondLine>}
          </>
        ) : (
          <Dash />
        ),
    },
    { key: "email", header: columnHeaders.email, isWide: true, cell: ({ email }) => email ?? <Dash /> },
    {
      key: "company",
      header: columnHeaders.company,
      isWide: true,
      cell: ({ company }) => (company ? <bdi>{company}</bdi> : <Dash />),
    },
    {
      key: "lastCall",
      header: columnHeaders.lastCall,
      phoneWidth: "96px",
      cell: ({ lastCall }) => (lastCall ? time(lastCall.at) : <Dash />),
    },
    { key: "source", header: columnHeaders.source, isWide: true, cell: ({ source }) => contactSourceWords[source] },
    {
      key: "created",
      header: columnHeaders.created,
      isWide: true,
      sort: { descending: "newest" },
      cell: ({ createdAt }) => time(createdAt),
    },
  ];
  return columns.filter(({ key }) => shown.includes(key));
}

function Name({ contact }: { contact: ContactListItem }) {
  const { id, name, company, email, phone, isCustomer } = contact;
  const second = [phone?.text, name ? company : null, email].filter((text) => text !== null && text !== undefined);
  return (
    <>
      <RowLink href={`/contacts/${id}`}>
        <bdi>{name ?? company ?? email ?? phone?.text}</bdi>
      </RowLink>
      {isCustomer && <span className={styles.customer}>Customer</span>}
      {second[0] && (
        <SecondLine onlyOnPhone>
          <bdi>{second[0]}</bdi>
        </SecondLine>
      )}
    </>
  );
}
