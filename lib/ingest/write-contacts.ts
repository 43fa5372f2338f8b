import { moderniseNumbers } from "@/lib/contacts/modernise-numbers";
import { type Columns, rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import { type Booking, isTerminal } from "./booking";

type Person = {
  userId: string;
  phoneNumber: string;
  /** The first call that may make the contact; null when none of them may. */
  callId: string | null;
  /** Whether one of the calls will point at the contact; one that has a contact keeps it. */
  isCalled: boolean;
  name: string | null;
  email: string | null;
  company: string | null;
};

const columns: Columns<Person> = {
  id: { type: "uuid", value: () => newId() },
  user_id: { type: "uuid", value: (person) => person.userId },
  phone_number: { type: "text", value: (person) => person.phoneNumber },
  call_id: { type: "uuid", value: (person) => person.callId },
  is_called: { type: "boolean", value: (person) => person.isCalled },
  name: { type: "text", value: (person) => person.name },
  email: { type: "text", value: (person) => person.email },
  company: { type: "text", value: (person) => person.company },
};

/**
 * Finds the contact of each call by its number and notes it on the booking. An unknown caller of an ended inbound call
 * becomes a contact where `makesContacts`; a known one's blank name, email and company are filled, and never what is already there.
 */
export async function writeContacts(
  tx: Transaction,
  bookings: readonly Booking[],
  { makesContacts }: { makesContacts: boolean },
): Promise<void> {
  const people = peopleOf(bookings);
  if (people.length === 0) return;
  await moderniseNumbers(tx, people);
  const { from, params } = rowsParameter(people, columns);
  const makeContacts = () =>
    tx.query(
      `INSERT INTO contacts (id, user_id, phone_number, name, email, company,
       is_auto_created, auto_creation_source, auto_created_from_call_id, has_calls)
     SELECT id, user_id, phone_number, name, email, company, true, 'webhook', call_id, is_called
     FROM ${from} WHERE call_id IS NOT NULL ORDER BY user_id, phone_number
     ON CONFLICT (user_id, phone_number) DO NOTHING`,
      params,
    );
  if (makesContacts) await makeContacts();
  await tx.query(
    `UPDATE contacts c SET name = coalesce(nullif(c.name, ''), r.name),
       email = coalesce(nullif(c.email, ''), r.email), company = coalesce(nullif(c.company, ''), r.company)
     FROM ${from}
     WHERE c.user_id = r.user_id AND c.phone_number = r.phone_number
       AND (nullif(c.name, '') IS NULL AND r.name IS NOT NULL
         OR nullif(c.email, '') IS NULL AND r.email IS NOT NULL
         OR nullif(c.company, '') IS NULL AND r.company IS NOT NULL)`,
    params,
  );
  const { rows } = await tx.query<{ id: string; key: string }>(
    `SELECT c.id, c.user_id || c.phone_number AS key
     FROM ${from} JOIN contacts c ON c.user_id = r.user_id AND c.phone_number = r.phone_number`,
    params,
  );
  const contactIds = new Map(rows.map((row) => [row.key, row.id]));
  for (const booking of bookings) {
    booking.contactId ??= contactIds.get(booking.agent.userId + booking.phoneNumber) ?? null;
  }
}

/** One row a person: the earliest call that says something of them says it. */
function peopleOf(bookings: readonly Booking[]): Person[] {
  const people = new Map<string, Person>();
  const byStart = [...bookings].sort((a, b) => a.event.startedAt.getTime() - b.event.startedAt.getTime());
  for (const { event, agent, callId, phoneNumber, contactId } of byStart) {
    if (phoneNumber === null) continue;
    const key = agent.userId + phoneNumber;
    const known = people.get(key);
    people.set(key, {
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
