import type { ListFields, LiveList } from "@/lib/lists/list-field";
import type { ContactPhone } from "./contact-phone";
import { contactSourceLabels } from "./labels";
import type { ContactListItem } from "./schema";

/** The format in which an import reads it again. */
const numberWithExtension = ({ e164, extension }: ContactPhone) =>
  extension === null ? e164 : `${e164} x${extension}`;

export const contactList = {
  name: "contacts",
  tables: ["contacts", "customers", "calls", "contact_imports", "users"],
} as const satisfies LiveList;

/** The fields of the list of contacts, in its order. */
export const contactFields = {
  name: {
    label: "Name",
    isFixed: true,
    sort: { ascending: "name" },
    file: [{ header: "Name", value: ({ name }) => name }],
  },
  phone: {
    label: "Number",
    isWide: true,
    file: [{ header: "Number", value: ({ phone }) => phone && numberWithExtension(phone) }],
  },
  email: {
    label: "Email",
    isWide: true,
    text: ({ email }) => email,
    file: [{ header: "Email", value: ({ email }) => email }],
  },
  company: {
    label: "Company",
    isWide: true,
    text: ({ company }) => company,
    file: [{ header: "Company", value: ({ company }) => company }],
  },
  lastCall: {
    label: "Last call",
    phoneWidth: "116px",
    at: ({ lastCall }) => lastCall?.at ?? null,
    file: [{ header: "Last call (UTC)", value: ({ lastCall }) => lastCall?.at }],
  },
  source: {
    label: "Source",
    isWide: true,
    text: ({ source }) => contactSourceLabels[source],
    file: [{ header: "Source", value: ({ source }) => contactSourceLabels[source] }],
  },
  created: {
    label: "Added",
    isWide: true,
    sort: { descending: "newest" },
    at: ({ createdAt }) => createdAt,
    file: [{ header: "Added (UTC)", value: ({ createdAt }) => createdAt }],
  },
} as const satisfies ListFields<ContactListItem>;
