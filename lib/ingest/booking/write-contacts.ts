import { moderniseNumbers } from "@/lib/contacts/modernise-numbers";
import { type Columns, rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import { type Booking, isTerminal } from "./booking";

type Person = {
  key: string;
  userId: string;
  /** Null for a person identified only by an address. */
  phoneNumber: string | null;
  /** The first call that may make the contact; null when none of them may. */
  callId: string | null;
  /** Whether one of the calls will refer to the contact; a call that has a contact keeps it. */
  isCalled: boolean;
  name: string | null;
  email: string | null;
  company: string | null;
};

const columns: Columns<Person> = {
  id: { type: "uuid", value: () => newId() },
  key: { type: "text", value: (person) => person.key },
  user_id: { type: "uuid", value: (person) => person.userId },
  phone_number: { type: "text", value: (person) => person.phoneNumber },
  call_id: { type: "uuid", value: (person) => person.callId },
  is_called: { type: "boolean", value: (person) => person.isCalled },
  name: { type: "text", value: (person) => person.name },
  email: { type: "text", value: (person) => person.email },
  company: { type: "text", value: (person) => person.company },
};

/** A person's contact, and whether something of it is blank. */
type FoundContact = { id: string; key: string; blanks: boolean };

const blanks = "nullif(name, '') IS NULL OR nullif(email, '') IS NULL OR nullif(company, '') IS NULL AS blanks";
/** The contact `k` of a person `r`: the one with the number, or, of somebody without a number, the oldest with the address. */
const contactOf = `LATERAL (
  SELECT id, ${blanks} FROM contacts WHERE user_id = r.user_id AND phone_number = r.phone_number
  UNION ALL
  (SELECT id, ${blanks} FROM contacts WHERE user_id = r.user_id AND email = lower(r.email) AND r.phone_number IS NULL ORDER BY id LIMIT 1)
) k`;

/**
 * Finds the contact of each call by its number, else by its address, and sets it on the booking. An unknown caller of an ended inbound call
 * becomes a contact if `makesContacts`; an existing contact's empty name, email and company are filled, and existing values are never
 * overwritten.
 */
export async function writeContacts(
  tx: Transaction,
  bookings: readonly Booking[],
  { makesContacts }: { makesContacts: boolean },
): Promise<void> {
  const people = peopleOf(bookings);
  if (people.length === 0) return;
  await moderniseNumbers(tx, people);
  if (makesContacts) {
    await makeContacts(
      tx,
      people.filter(({ phoneNumber }) => phoneNumber !== null),
    );
    // Afterwards, so that whoever has the address of somebody with a number is that person.
    await makeContacts(
      tx,
      people.filter(({ phoneNumber }) => phoneNumber === null),
    );
  }
  const { from, params } = rowsParameter(people, columns);
  const { rows } = await tx.query<FoundContact>(
    `SELECT k.id, r.key, k.blanks FROM ${from} CROSS JOIN ${contactOf}`,
    params,
  );
  const found = new Map(rows.map((row) => [row.key, row]));
  await fillBlanks(tx, people, found);
  for (const booking of bookings) {
    const key = keyOf(booking);
    booking.contactId ??= (key && found.get(key)?.id) ?? null;
  }
}

/** A contact for each of these people who may have one and has none. */
async function makeContacts(tx: Transaction, people: readonly Person[]): Promise<void> {
  const unknown = people.filter(({ callId }) => callId !== null);
  if (unknown.length === 0) return;
  const { from, params } = rowsParameter(unknown, columns);
  await tx.query(
    `INSERT INTO contacts (id, user_id, phone_number, name, email, company,
       is_auto_created, auto_creation_source, auto_created_from_call_id, has_calls)
     SELECT r.id, user_id, phone_number, name, CASE WHEN phone_number IS NULL THEN lower(email) ELSE email END, company, true, 'webhook',
       call_id, is_called
     FROM ${from} WHERE phone_number IS NOT NULL OR NOT EXISTS (SELECT FROM ${contactOf})
     ORDER BY user_id, phone_number
     ON CONFLICT (user_id, phone_number) DO NOTHING`,
    params,
  );
}

type Filling = Pick<Person, "name" | "email" | "company"> & { id: string };

const fillingColumns: Columns<Filling> = {
  id: { type: "uuid", value: ({ id }) => id },
  name: { type: "text", value: ({ name }) => name },
  email: { type: "text", value: ({ email }) => email },
  company: { type: "text", value: ({ company }) => company },
};

/** Selects the contacts by id: a second lookup by person would read all contacts with an empty field. */
async function fillBlanks(
  tx: Transaction,
  people: readonly Person[],
  found: ReadonlyMap<string, FoundContact>,
): Promise<void> {
  const fillings = people.flatMap(({ key, name, email, company }): Filling[] => {
    const contact = found.get(key);
    const isSaid = name !== null || email !== null || company !== null;
    return contact?.blanks && isSaid ? [{ id: contact.id, name, email, company }] : [];
  });
  if (fillings.length === 0) return;
  const { from, params } = rowsParameter(fillings, fillingColumns);
  await tx.query(
    `UPDATE contacts c SET name = coalesce(nullif(c.name, ''), r.name),
       email = coalesce(nullif(c.email, ''), r.email), company = coalesce(nullif(c.company, ''), r.company)
     FROM ${from}
     WHERE c.id = r.id
       AND (nullif(c.name, '') IS NULL AND r.name IS NOT NULL
         OR nullif(c.email, '') IS NULL AND r.email IS NOT NULL
         OR nullif(c.company, '') IS NULL AND r.company IS NOT NULL)`,
    params,
  );
}

/** One row per person: each field comes from the earliest call that has it. */
function peopleOf(bookings: readonly Booking[]): Person[] {
  const people = new Map<string, Person>();
  const byStart = [...bookings].sort((a, b) => a.event.startedAt.getTime() - b.event.startedAt.getTime());
  for (const booking of byStart) {
    const { event, agent, callId, phoneNumber, contactId } = booking;
    const key = keyOf(booking);
    if (key === null) continue;
    const known = people.get(key);
    people.set(key, {
      key,
      userId: agent.userId,
      phoneNumber,
      callId: known?.callId ?? (event.direction === "inbound" && isTerminal(event) ? callId : null),
      isCalled: known?.isCalled === true || contactId === null,
      name: known?.name ?? event.lead?.name ?? event.callerName,
      email: known?.email ?? event.lead?.email ?? null,
      company: known?.company ?? event.lead?.company ?? null,
    });
  }
  return [...people.values()];
}

/** The key of the person within the tenant; null without a number and an address. */
function keyOf({ event, agent, phoneNumber }: Booking): string | null {
  const reached = phoneNumber ?? event.lead?.email?.toLowerCase() ?? null;
  return reached && `${agent.userId} ${reached}`;
}
