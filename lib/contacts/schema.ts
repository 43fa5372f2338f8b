import { z } from "zod";
import type { ListTotal } from "@/lib/lists/list-total";
import type { FiltersOf } from "@/lib/lists/parse-list";
import { TickedIds } from "@/lib/lists/ticked-ids";
import { typedAddress } from "@/lib/platform/typed-address";
import type { ContactPhone } from "./contact-phone";

export const contactSources = ["manual", "call", "import"] as const;
export type ContactSource = (typeof contactSources)[number];

export const contactSorts = ["name", "newest"] as const;
export type ContactSort = (typeof contactSorts)[number];

const noEmail = "Enter a valid email address, such as name@company.com.";
const text = (max: number, what: string) =>
  z
    .string()
    .trim()
    .max(max, `${what} has at most ${max.toLocaleString("en")} characters.`)
    .transform((value) => clean(value) || null)
    .nullish()
    .transform((value) => value ?? null);

/** What PostgreSQL cannot keep is taken out, as it is from everything that comes from outside. */
const clean = (value: string) => value.replaceAll("\0", "").toWellFormed().trim();

export const notesCharactersMax = 10_000;
export const emailPattern =
  /^(?!\.)(?!.*\.\.)[^\s@<>"(),;:\\[\]]+(?<!\.)@(?!\.)[^\s@<>"(),;:\\[\]]+\.[^\s@<>".,;:\\[\]]{2,}$/;

/** A contact as a form gives it; the number is still as it was typed. */
export const ContactInput = z.object({
  name: text(255, "A name"),
  phone: text(64, "A number"),
  email: text(320, "An address")
    .transform((value) => (value === null ? null : typedAddress(value) || null))
    .refine((value) => value === null || emailPattern.test(value), noEmail),
  company: text(255, "A company"),
  notes: text(notesCharactersMax, "A note"),
  /** Set when the user has seen the other contact with this address and keeps both. */
  sharesEmail: z.enum(["yes", ""]).nullish(),
});
export type ContactInput = z.infer<typeof ContactInput>;

export const ContactId = z.object({ id: z.uuid() });

/** A line of the list. Instants are ISO 8601 in UTC. */
export type ContactListItem = {
  id: string;
  name: string | null;
  phone: ContactPhone | null;
  email: string | null;
  company: string | null;
  source: ContactSource;
  isCustomer: boolean;
  lastCall: { id: string; at: string } | null;
  createdAt: string;
};

export type ContactPage = {
  contacts: ContactListItem[];
  nextCursor: string | null;
  previousCursor: string | null;
  total: ListTotal;
  asOf: string;
};

/** The other contact that has a number or an address already. */
export type KnownContact = { id: string; title: string };

/** The filters of the list of contacts, each field as the address writes it. */
export const contactFilterFields = {
  q: z.string().trim().min(1).max(200),
  source: z.enum(contactSources),
  customer: z.enum(["yes", "no"]),
  calls: z.literal("yes"),
  import: z.uuid(),
  ids: TickedIds,
} as const;
export type ContactFilters = FiltersOf<typeof contactFilterFields>;
