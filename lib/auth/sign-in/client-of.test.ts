import { expect, test } from "vitest";
import { clientOf } from "./client-of";

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:db8::1", "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["203.0.113.7, 198.51.100.1", null],
  ["unknown", null],
  [undefined, null],
])("a request from %s is from %s, as PostgreSQL keeps an address", (address, ipAddress) => {
  expect(clientOf({ "x-forwarded-for": address })).toEqual({ ipAddress, userAgent: null });
});
