import { expect, test } from "vitest";
import { AddressInput } from "@/lib/auth/account-schema";
import { SignInInput } from "@/lib/auth/schema";
import { callFilterFields } from "@/lib/calls/schema";
import { ContactInput } from "@/lib/contacts/schema";
import { UpdateInput } from "@/lib/customers/schema";
import { ScheduleInput } from "@/lib/follow-ups/schema";

const id = "018f0000-0000-7000-8000-000000000000";

test.each<[string, (email: string) => string | null | undefined]>([
  ["sign-in", (email) => SignInInput.parse({ email, password: "x" }).email],
  ["accounts", (email) => AddressInput.parse({ email }).email],
  ["contacts", (email) => ContactInput.parse({ email, name: "Mara" }).email],
  ["customers", (email) => UpdateInput.parse({ id, name: "Mara", email }).email],
  ["follow-ups", (email) => ScheduleInput.parse({ email, date: "2026-12-01" }).email],
  ["the filter of calls", (email) => callFilterFields.email.parse(email)],
])("of %s, what is invisible around an address is no part of it", (_, read) => {
  expect(read("\u200B mara@example.com\u200B")).toBe("mara@example.com");
  expect(read("\uFEFF\u2068mara@example.com\u2069")).toBe("mara@example.com");
});
