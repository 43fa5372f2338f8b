import type { ListFields, LiveList } from "@/lib/lists/list-field";
import { customerStatusLabels } from "./labels";
import type { CustomerListItem } from "./schema";

export const customerList = {
  name: "customers",
  tables: ["customers", "contacts", "users"],
} as const satisfies LiveList;

/** The fields of the list of customers, in its order. */
export const customerFields = {
  name: {
    label: "Customer",
    isFixed: true,
    file: [
      { header: "Name", value: ({ name }) => name },
      { header: "Phone", value: ({ phone }) => phone?.e164 },
      { header: "Email", value: ({ email }) => email },
      { header: "Company", value: ({ company }) => company },
    ],
  },
  reference: {
    label: "Reference",
    isWide: true,
    text: ({ reference }) => reference,
    file: [{ header: "Reference", value: ({ reference }) => reference }],
  },
  status: {
    label: "Status",
    phoneWidth: "112px",
    file: [{ header: "Status", value: ({ status }) => customerStatusLabels[status] }],
  },
  rep: {
    label: "Sales rep",
    isWide: true,
    text: ({ salesRep }) => salesRep,
    file: [{ header: "Sales rep", value: ({ salesRep }) => salesRep }],
  },
  source: {
    label: "Source",
    isWide: true,
    text: ({ leadSource }) => leadSource,
    file: [{ header: "Source", value: ({ leadSource }) => leadSource }],
  },
  contacted: {
    label: "Last contact",
    isWide: true,
    at: ({ lastInteractionAt }) => lastInteractionAt,
    file: [{ header: "Last contact (UTC)", value: ({ lastInteractionAt }) => lastInteractionAt }],
  },
  since: {
    label: "Customer since",
    isWide: true,
    sort: { descending: "newest" },
    at: ({ convertedAt }) => convertedAt,
    file: [{ header: "Customer since (UTC)", value: ({ convertedAt }) => convertedAt }],
  },
} as const satisfies ListFields<CustomerListItem>;
