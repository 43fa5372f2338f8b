import { z } from "zod";
import type { CallDirection, CallSource } from "@/lib/calls/schema";
import type { ListTotal } from "@/lib/lists/list-total";
import type { FiltersOf } from "@/lib/lists/parse-list";
import { TickedIds } from "@/lib/lists/ticked-ids";
import { storableText } from "@/lib/platform/storable-text";
import { typedAddress } from "@/lib/platform/typed-address";
import type { CustomerEventKind } from "./customer-event";
import { type CustomerStatus, customerStatuses } from "./customer-status";

const Text = z.string().overwrite(storableText).trim();

/** The filters of the list of customers, each field as the address writes it. */
export const customerFilterFields = {
  status: z.enum(customerStatuses),
  q: Text.min(2).max(200),
  ids: TickedIds,
} as const;
export type CustomerFilters = FiltersOf<typeof customerFilterFields>;

type Phone = { e164: string; text: string; country: string | null };

/** A customer as the list shows it. Instants are ISO 8601 in UTC. */
export type CustomerListItem = {
  id: string;
  reference: string;
  name: string;
  phone: Phone | null;
  email: string | null;
  company: string | null;
  status: CustomerStatus;
  salesRep: string | null;
  convertedAt: string;
  leadSource: string | null;
  lastInteractionAt: string | null;
};

/** Customers of each status. */
export type CustomerCounts = Record<CustomerStatus, ListTotal>;

export type CustomerPage = {
  customers: CustomerListItem[];
  counts: CustomerCounts;
  nextCursor: string | null;
  previousCursor: string | null;
  asOf: string;
};

/** An event in a customer's history. */
export type CustomerEvent = {
  id: string;
  kind: CustomerEventKind;
  from: string | null;
  to: string | null;
  by: string | null;
  at: string;
};

/** A call in a customer's history. */
export type HistoryCall = {
  id: string;
  at: string;
  direction: CallDirection;
  source: CallSource;
  agentName: string;
  score: number | null;
};

export type CustomerDetail = CustomerListItem & {
  notes: string | null;
  contactId: string;
  leadId: string | null;
  /** The keys by which calls and follow-ups refer to the person; the first is the one by which they became a customer, if any. */
  personKeys: string[];
  firstCall: HistoryCall | null;
  latestCall: HistoryCall | null;
  /** The newest first, at most `eventsShownMax`. */
  events: CustomerEvent[];
  asOf: string;
};

export const eventsShownMax = 200;
export const notesLengthMax = 10_000;

const Id = z.string({ error: "Choose a customer." });
const blank = (text: string) => (text === "" ? null : text);
const Line = (what: string, lengthMax: number) =>
  Text.max(lengthMax, `${what} has at most ${lengthMax} characters.`).transform(blank);
const Email = z
  .string()
  .overwrite(typedAddress)
  .transform(blank)
  .pipe(z.email("Enter a valid email address.").max(320).nullable());

export const ConvertInput = z.object({
  leadId: z.string({ error: "Choose a lead." }),
  name: Line("A name", 255).default(null),
  email: Email.default(null),
  company: Line("A company", 255).default(null),
  salesRep: Line("A name", 255).default(null),
  notes: Line("Notes", notesLengthMax).default(null),
});

export const UpdateInput = z.object({
  id: Id,
  name: z
    .string({ error: "Enter a name." })
    .overwrite(storableText)
    .trim()
    .min(1, "Enter a name.")
    .max(255, "A name has at most 255 characters."),
  phone: Line("A number", 64).default(null),
  email: Email.default(null),
  company: Line("A company", 255).default(null),
  salesRep: Line("A name", 255).default(null),
  notes: Line("Notes", notesLengthMax).default(null),
});

export const StatusInput = z.object({ id: Id, status: z.enum(customerStatuses, "Choose a status.") });
