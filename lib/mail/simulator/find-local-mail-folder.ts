import { loadEnv } from "@/lib/platform/env";

const ownMachine = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Where the mail stand-in keeps what was sent; null when a real server sends it, or when this installation has a public address: its
 * mails hold links that sign people in.
 */
export function findLocalMailFolder(): string | null {
  const { localMailDir, nextAuthUrl } = loadEnv();
  return localMailDir && ownMachine.has(new URL(nextAuthUrl).hostname) ? localMailDir : null;
}
