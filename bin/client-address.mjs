import { isIP } from "node:net";

/**
 * The address of the client of a request, behind as many proxies of our own as there are: each of them appends the address it saw to
 * x-forwarded-for, and everything before that is unverified.
 * @param {string | undefined} forwarded the header as it came
 * @param {string | undefined} peer the address at the other end of the connection
 * @param {number} proxies how many proxies stand in front
 * @returns {string | undefined} undefined without a peer, since the last entry of the header cannot be trusted then.
 */
export function clientAddress(forwarded, peer, proxies) {
  if (!peer) return undefined;
  const hops = (forwarded ?? "").split(",").map(bare).filter(Boolean);
  const seen = [...hops, bare(peer)];
  const address = seen.at(-1 - proxies) ?? seen[0];
  // A client without an address would have no rate limit either.
  return isIP(address) ? address : bare(peer);
}

/** Some proxies append the port, and a server that listens on IPv6 sees IPv4 in a longer spelling. */
function bare(hop) {
  const withoutPort = hop.trim().replace(/^\[([^\]]*)\](?::\d+)?$|^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1$2");
  return withoutPort.replace(/^::ffff:(?=\d+\.)/i, "");
}
