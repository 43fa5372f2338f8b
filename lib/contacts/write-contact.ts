import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { phoneFaultSentences } from "@/lib/platform/phone-number/phone-fault-sentences";
import { readPhoneNumber } from "@/lib/platform/phone-number/read-phone-number";
import { moderniseNumbers } from "./modernise-numbers";
import type { ContactInput, KnownContact } from "./schema";

/** What a form comes to: the contact was written, or another one has its number or its address. */
export type ContactOutcome =
  | { kind: "saved"; id: string }
  | { kind: "known"; field: "phone" | "email"; other: KnownContact };

export type ContactValues = Pick<ContactInput, "name" | "email" | "company" | "notes"> & {
  phone: string | null;
  extension: string | null;
};

/**
 * The input with its number in E.164 and its extension apart.
 * @throws AppError BAD_REQUEST for a number that is none, and for a contact of whom nothing is known.
 */
export function contactValues({ phone, ...rest }: ContactInput, country: string | null): ContactValues {
  const { name, email, company, notes } = rest;
  if (name === null && phone === null && email === null) {
    throw new AppError("BAD_REQUEST", "A contact has at least a name, a number or an address.", {
      fields: { name: "Give a name, a number or an email address." },
    });
  }
  const read = phone === null ? null : readPhoneNumber(phone, country);
  if (read && "fault" in read) {
    throw new AppError("BAD_REQUEST", "The number cannot be called.", {
      fields: { phone: phoneFaultSentences[read.fault] },
    });
  }
  return { name, email, company, notes, phone: read?.e164 ?? null, extension: read?.extension ?? null };
}

/** The other contact that has this number, or, unless that was accepted, this address. */
export async function findKnown(
  tx: Transaction,
  userId: string,
  { phone, email }: Pick<ContactValues, "phone" | "email">,
  options: { besides?: string; sharesEmail: boolean },
): Promise<Extract<ContactOutcome, { kind: "known" }> | null> {
  await moderniseNumbers(tx, [{ userId, phoneNumber: phone }]);
  const { rows } = await tx.query<KnownContact & { hasPhone: boolean }>(
    `SELECT id, coalesce(nullif(name, ''), nullif(company, ''), email, phone_number) AS title,
       coalesce(phone_number = $2, false) AS "hasPhone"
     FROM contacts WHERE user_id = $1 AND phone_number = $2 AND id IS DISTINCT FROM $5::uuid
     UNION ALL
     (SELECT id, coalesce(nullif(name, ''), nullif(company, ''), email, phone_number), false
      FROM contacts WHERE user_id = $1 AND email = $3 AND NOT $4 AND id IS DISTINCT FROM $5::uuid ORDER BY id LIMIT 1)`,
    [userId, phone, email, options.sharesEmail, options.besides ?? null],
  );
  const found = rows.find(({ hasPhone }) => hasPhone) ?? rows[0];
  if (!found) return null;
  return { kind: "known", field: found.hasPhone ? "phone" : "email", other: { id: found.id, title: found.title } };
}
