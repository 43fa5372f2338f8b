import { expect, test } from "vitest";
import { toE164 } from "./to-e164";

test("a number is completed and cleaned of what people write between its digits", () => {
  expect(toE164("+447700900321")).toBe("+447700900321");
  expect(toE164("0044 20 7946 0018")).toBe("+442079460018");
  expect(toE164("491705550142")).toBe("+491705550142");
  expect(toE164("tel:+1 (415) 555-2671")).toBe("+14155552671");
});

test("a withheld number is none, also where telephony spells the word on a keypad", () => {
  for (const raw of [null, "", "anonymous", "Restricted", "sip:anonymous@anonymous.invalid"])
    expect(toE164(raw)).toBeNull();
  for (const raw of ["+266696687", "266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"])
    expect(toE164(raw), raw).toBeNull();
});
