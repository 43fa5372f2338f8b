import { z } from "zod";
import type { ContactPhone } from "./contact-phone";

export const contactSources = ["manual", "call", "import"] as const;
export type ContactSource = (typeof contactSources)[number];

export const contactSorts = ["name", "newest"] as const;
export type ContactSort = (typeof contactSorts)[number];

const noEmail = "This is no email address. One looks like name@company.com.";
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
    .transform((value) => value?.toLowerCase() ?? null)
    .refine((value) => value === null || emailPattern.test(value), noEmail),
  company: text(255, "A company"),
  notes: text(notesCharactersMax, "A note"),
  /** Set when the other contact with this address was seen and is to stay another one. */
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
  /** How many match, where that is few or quickly counted; at most `contactsCountedMax`. */
  total: number | null;
  /** Whether there are more than were counted. */
  isMore: boolean;
  asOf: string;
};

/** The other contact that has a number or an address already. */
export type KnownContact = { id: string; title: string };

export type ContactFilters = {
  search?: string;
  source?: ContactSource;
  customer?: "yes" | "no";
  calls?: "yes";
  import?: string;
};
