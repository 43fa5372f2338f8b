import { loadEnv } from "@/lib/platform/env";

const ownNames = new Set(["localhost", "127.0.0.1", "[::1]"]);
const loopback = /^(127\.|::1$)/;

/**
 * Where the mail stand-in keeps what was sent, for a visitor of this very machine. Null when a real server sends mails, when this
 * installation has a public address, and for everybody else: they hold links that sign people in, and the port may be open to others.
 */
export function findLocalMailFolder(visitor: { ipAddress: string | null; host: string | null }): string | null {
  const { localMailDir, nextAuthUrl } = loadEnv();
  const isOwnMachine = visitor.ipAddress !== null && loopback.test(visitor.ipAddress);
  // A page elsewhere whose name leads to this machine asks for that name.
  const isOwnName = [new URL(nextAuthUrl).hostname, hostnameOf(visitor.host)].every((name) => ownNames.has(name));
  return localMailDir && isOwnMachine && isOwnName ? localMailDir : null;
}

function hostnameOf(host: string | null): string {
  return host !== null && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
}
