import { loadEnv } from "@/lib/platform/env";

const ownMachine = new Set(["localhost", "127.0.0.1", "[::1]"]);
const loopback = /^(127\.|::1$)/;

/**
 * Where the mail stand-in keeps what was sent, for a visitor of this very machine. Null when a real server sends mails, when this
 * installation has a public address, and for everybody else: they hold links that sign people in, and the port may be open to others.
 */
export function findLocalMailFolder(visitorIp: string | null): string | null {
  const { localMailDir, nextAuthUrl } = loadEnv();
  const isLocal = ownMachine.has(new URL(nextAuthUrl).hostname) && visitorIp !== null && loopback.test(visitorIp);
  return localMailDir && isLocal ? localMailDir : null;
}
