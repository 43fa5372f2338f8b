import { expect, test } from "vitest";
import { clientAddress } from "./client-address.mjs";

const peer = "10.0.0.1";

test.each([
  [undefined, 0, peer],
  ["203.0.113.7", 0, peer],
  ["203.0.113.7", 1, "203.0.113.7"],
  ["198.51.100.1, 203.0.113.7", 1, "203.0.113.7"],
  [" 198.51.100.1 ,203.0.113.7 , 10.0.0.2", 2, "203.0.113.7"],
  ["", 1, peer],
  [",,", 2, peer],
  ["203.0.113.7", 5, "203.0.113.7"],
])(
  "x-forwarded-for %j behind %d proxies is of %s: what the sender writes before that counts for nothing",
  (forwarded, proxies, wanted) => {
    expect(clientAddress(forwarded, peer, proxies)).toBe(wanted);
  },
);

test("an address of IPv4 is spelled as such, whatever the server listens on", () => {
  expect(clientAddress(undefined, "::ffff:192.0.2.1", 0)).toBe("192.0.2.1");
  expect(clientAddress(undefined, "2001:db8::1", 0)).toBe("2001:db8::1");
});

test.each([0, 1, 2])("without a peer nobody is believed, behind %d proxies", (proxies) => {
  expect(clientAddress(undefined, undefined, proxies)).toBeUndefined();
  expect(clientAddress("203.0.113.7, 198.51.100.1", undefined, proxies)).toBeUndefined();
});
