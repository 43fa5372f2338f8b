import type { PhoneFault } from "./read-phone-number";

export const phoneFaultSentences: Readonly<Record<PhoneFault, string>> = {
  no_country: "Begin with + and the country's code, or choose your country in the settings.",
  digits_lost: "A spreadsheet has rounded this number: its last digits are gone.",
  not_a_number: "This is not a valid phone number.",
};
