import { AppError } from "@/lib/platform/errors";
import { phoneFaultSentences } from "@/lib/platform/phone-number/phone-fault-sentences";
import { readPhoneNumber } from "@/lib/platform/phone-number/read-phone-number";

/**
 * A number that was typed where no extension can be kept, in E.164.
 * @throws AppError BAD_REQUEST beside the field `phone` for what is none, and for an extension, which would be lost.
 */
export function requirePhoneNumber(text: string, country: string | null): string {
  const read = readPhoneNumber(text, country);
  if ("e164" in read && read.extension === null) return read.e164;
  const sentence =
    "fault" in read ? phoneFaultSentences[read.fault] : "Leave out the extension here and put it in a note.";
  throw new AppError("BAD_REQUEST", sentence, { fields: { phone: sentence } });
}
