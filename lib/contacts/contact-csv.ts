import type { ContactPhone } from "./contact-phone";
import type { ContactListItem } from "./schema";

/** The columns of the list, in its order; the table, the column menu and the download know the same ones. */
export const contactColumns = ["name", "phone", "email", "company", "lastCall", "source", "created"] as const;
export type ContactColumn = (typeof contactColumns)[number];

/** What a download has in each column. A number stays as it can be dialled, and moments are ISO 8601 in UTC. */
export const contactCsv: Readonly<Record<ContactColumn, { header: string; value(contact: ContactListItem): unknown }>> =
  {
    name: { header: "Name", value: ({ name }) => name },
    phone: { header: "Number", value: ({ phone }) => phone && numberWithExtension(phone) },
    email: { header: "Email", value: ({ email }) => email },
    company: { header: "Company", value: ({ company }) => company },
    lastCall: { header: "Last call (UTC)", value: ({ lastCall }) => lastCall?.at },
    source: { header: "Source", value: ({ source }) => source },
    created: { header: "Added (UTC)", value: ({ createdAt }) => createdAt },
  };

/** As an import reads it back. */
const numberWithExtension = ({ e164, extension }: ContactPhone) =>
  extension === null ? e164 : `${e164} x${extension}`;
