import { isIP } from "node:net";

/**
 * The address of whoever sent a request, behind as many proxies of our own as there are: each of them appends what it saw to
 * x-forwarded-for, and everything before that is the sender's own word.
 * @param {string | undefined} forwarded the header as it came
 * @param {string | undefined} peer the address at the other end of the connection
 * @param {number} proxies how many proxies stand in front
 * @returns {string | undefined} nothing without a peer, since nobody then stands behind the last of the header's words.
 */
export function clientAddress(forwarded, peer, proxies) {
  if (!peer) return undefined;
  const hops = (forwarded ?? "").split(",").map(bare).filter(Boolean);
  const seen = [...hops, bare(peer)];
  const address = seen.at(-1 - proxies) ?? seen[0];
  // Whoever has no address would have no limit either.
  return isIP(address) ? address : bare(peer);
}

/** Some proxies append the port, and a server that listens on IPv6 sees IPv4 in a longer spelling. */
function bare(hop) {
  const withoutPort = hop.trim().replace(/^\[([^\]]*)\](?::\d+)?$|^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1$2");
  return withoutPort.replace(/^::ffff:(?=\d+\.)/i, "");
}
