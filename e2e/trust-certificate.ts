import { createHash, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";

/**
 * The switch by which Chromium trusts a certificate that nobody signed. That a page overlooks its faults would not be enough: a file that
 * a link saves is asked for by no page, and given up without a word when a connection has to be opened for it.
 */
export function trustCertificate(file: string): string {
  const publicKey = new X509Certificate(readFileSync(file)).publicKey.export({ type: "spki", format: "der" });
  return `--ignore-certificate-errors-spki-list=${createHash("sha256").update(publicKey).digest("base64")}`;
}
