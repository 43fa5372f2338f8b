import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";

/** A number as it is dialled and as it is read, with what is dialled behind it and the name of its country. */
export type ContactPhone = { e164: string; extension: string | null; text: string; country: string | null };

export function contactPhone(number: string | null, extension: string | null): ContactPhone | null {
  if (number === null) return null;
  const { text, country } = formatPhoneNumber(number);
  return { e164: number, extension, text: extension === null ? text : `${text} ext. ${extension}`, country };
}
