import { expect, test } from "vitest";
import { provideEnv } from "@/lib/platform/env";
import { findLocalMailFolder } from "./find-local-mail-folder";

test.each([
  ["http://localhost:3000", "/tmp/mail", "/tmp/mail"],
  ["http://127.0.0.1:3000", "/tmp/mail", "/tmp/mail"],
  ["http://[::1]:3000", "/tmp/mail", "/tmp/mail"],
  ["https://callwright.example", "/tmp/mail", null],
  ["https://localhost.callwright.example", "/tmp/mail", null],
  ["http://localhost:3000", "", null],
])("at %s with the folder %j, local mails are read in %j", (nextAuthUrl, folder, expected) => {
  provideEnv({ NEXTAUTH_URL: nextAuthUrl, LOCAL_MAIL_DIR: folder });
  const host = "localhost:3000";
  expect(findLocalMailFolder({ ipAddress: "127.0.0.1", host })).toBe(expected);
  expect(findLocalMailFolder({ ipAddress: "::1", host: "[::1]:3000" })).toBe(expected);
  // Anyone who reaches the port from elsewhere reads nothing, nor does a page elsewhere whose name leads here.
  for (const ipAddress of ["192.0.2.1", "10.0.0.1", "2001:db8::1", null])
    expect(findLocalMailFolder({ ipAddress, host })).toBeNull();
  for (const elsewhere of ["rebound.example:3000", "localhost.example", "", null])
    expect(findLocalMailFolder({ ipAddress: "127.0.0.1", host: elsewhere })).toBeNull();
});
