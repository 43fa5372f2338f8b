import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { phoneFaultSentences } from "@/lib/platform/phone-number/phone-fault-sentences";
import { readPhoneNumber } from "@/lib/platform/phone-number/read-phone-number";
import { moderniseNumbers } from "./modernise-numbers";
import type { ContactInput, KnownContact } from "./schema";

/** The result of a form: the contact was written, or another one has its number or its address. */
export type ContactOutcome =
  | { kind: "saved"; id: string }
  | { kind: "known"; field: "phone" | "email"; other: KnownContact };

/** A contact's columns as a form fills them. */
export type ContactValues = Pick<ContactInput, "name" | "email" | "company" | "notes"> & {
  phoneNumber: string | null;
  phoneExtension: string | null;
};

/**
 * The input with its number in E.164 and its extension apart.
 * @throws AppError BAD_REQUEST for a number that is none, and for a contact of whom nothing is known.
 */
export function contactValues({ phone, ...rest }: ContactInput, country: string | null): ContactValues {
  const { name, email, company, notes } = rest;
  if (name === null && phone === null && email === null) {
    throw new AppError("BAD_REQUEST", "A contact needs a name, a number or an email address.", {
      fields: { name: "Enter a name, a number or an email address." },
    });
  }
  const read = phone === null ? null : readPhoneNumber(phone, country);
  if (read && "fault" in read) {
    throw new AppError("BAD_REQUEST", "The number cannot be called.", {
      fields: { phone: phoneFaultSentences[read.fault] },
    });
  }
  return { name, email, company, notes, phoneNumber: read?.e164 ?? null, phoneExtension: read?.extension ?? null };
}

/** The other contact that has this number, or, unless that was accepted, this address. */
export async function findKnown(
  tx: Transaction,
  userId: string,
  { phoneNumber, email }: Pick<ContactValues, "phoneNumber" | "email">,
  options: { besides?: string; sharesEmail: boolean },
): Promise<Extract<ContactOutcome, { kind: "known" }> | null> {
  await moderniseNumbers(tx, [{ userId, phoneNumber }]);
  const find = async (known: { phoneNumber: string } | { email: string }) => {
    const other = await tx.prisma.contact.findFirst({
      where: { userId, ...known, ...(options.besides === undefined ? {} : { id: { not: options.besides } }) },
      orderBy: { id: "asc" },
      select: { id: true, name: true, company: true, email: true, phoneNumber: true },
    });
    return other && { id: other.id, title: other.name || other.company || other.email || other.phoneNumber || "" };
  };
  const ofNumber = phoneNumber === null ? null : await find({ phoneNumber });
  if (ofNumber) return { kind: "known", field: "phone", other: ofNumber };
  const ofAddress = email === null || options.sharesEmail ? null : await find({ email });
  return ofAddress && { kind: "known", field: "email", other: ofAddress };
}
