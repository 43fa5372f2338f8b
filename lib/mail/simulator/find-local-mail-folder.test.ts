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
  expect(findLocalMailFolder("127.0.0.1")).toBe(expected);
  expect(findLocalMailFolder("::1")).toBe(expected);
  // Whoever reaches the port from elsewhere reads nothing.
  for (const ipAddress of ["192.0.2.1", "10.0.0.1", "2001:db8::1", null])
    expect(findLocalMailFolder(ipAddress)).toBeNull();
});
