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

test.each([
  ["203.0.113.7:51234", "203.0.113.7"],
  ["[2001:db8::7]:51234", "2001:db8::7"],
  ["[2001:db8::7]", "2001:db8::7"],
  ["[::ffff:203.0.113.7]:51234", "203.0.113.7"],
  ["2001:db8::7", "2001:db8::7"],
])("a proxy that appends %j means %s", (forwarded, wanted) => {
  expect(clientAddress(`198.51.100.1, ${forwarded}`, peer, 1)).toBe(wanted);
});

test.each(["unknown", "_hidden", "203.0.113.7.example", "[203.0.113.7", "1:2", ":"])(
  "whose address is given as %j has the proxy's, and so a limit",
  (forwarded) => expect(clientAddress(forwarded, peer, 1)).toBe(peer),
);

test("an address of IPv4 is spelled as such, whatever the server listens on", () => {
  expect(clientAddress(undefined, "::ffff:192.0.2.1", 0)).toBe("192.0.2.1");
  expect(clientAddress(undefined, "2001:db8::1", 0)).toBe("2001:db8::1");
});

test.each([0, 1, 2])("without a peer nobody is believed, behind %d proxies", (proxies) => {
  expect(clientAddress(undefined, undefined, proxies)).toBeUndefined();
  expect(clientAddress("203.0.113.7, 198.51.100.1", undefined, proxies)).toBeUndefined();
});
