import type { Column } from "@/components/data-table/column";
import { Dash, RowLink, SecondLine } from "@/components/data-table/data-table";
import { fieldColumns } from "@/components/data-table/field-columns";
import { contactFields } from "@/lib/contacts/fields";
import type { ContactListItem } from "@/lib/contacts/schema";
import { withCountry } from "@/lib/platform/format/with-country";
import styles from "./contacts.module.css";

type Named = Pick<ContactListItem, "name" | "company" | "email" | "phone">;

/** The title of a contact without a name. */
export function contactTitle({ name, company, email, phone }: Named): string {
  return name ?? company ?? email ?? phone?.text ?? "Unknown person";
}

/** The list's columns, of which `shown` are there. */
export function columnsOf(shown: readonly string[], asOf: string, timezone: string): Column<ContactListItem>[] {
  const drawn = {
    name: (contact: ContactListItem) => <Name contact={contact} />,
    phone: ({ phone }: ContactListItem) => (phone ? <PhoneNumber phone={phone} /> : <Dash />),
  };
  return fieldColumns({ fields: contactFields, shown, drawn, asOf, timezone });
}

function PhoneNumber({ phone: { text, country } }: { phone: NonNullable<ContactListItem["phone"]> }) {
  return (
    <>
      <span className={styles.nowrap}>{text}</span>
      {country && <SecondLine>{country}</SecondLine>}
    </>
  );
}

function Name({ contact }: { contact: ContactListItem }) {
  const { id, name, company, email, phone, isCustomer } = contact;
  const second = [phone && withCountry(phone.text, phone.country), name ? company : null, email].filter(
    (text) => text !== null && text !== undefined,
  );
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
