import { isIP } from "node:net";

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The network that an address counts for: itself in IPv4; in IPv6 its /64, because a client with one such address has 2^64 of them.
 * PostgreSQL takes either as `inet`.
 */
export function networkOf(ipAddress: string): string {
  const plain = plainAddress(ipAddress);
  if (isIP(plain) !== 6) return plain;
  const [head = [], tail = []] = plain.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => "0");
  const groups = [...head, ...zeros, ...tail].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(":")}::/64`;
}

/** An address without its zone, and an IPv4-mapped IPv6 address as IPv4, so that each is written in one way. */
export function plainAddress(ipAddress: string): string {
  const [plain = ""] = ipAddress.split("%");
  const [, inIpv4] = mapped.exec(plain) ?? [];
  return inIpv4 ?? plain;
}
