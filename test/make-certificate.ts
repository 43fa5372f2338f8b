import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

/** Where a certificate and its key are, in PEM. */
export type CertificateFiles = { key: string; cert: string };

/** Makes a certificate of this machine's own names that nobody signed. */
export async function makeCertificate(folder: string): Promise<CertificateFiles> {
  const files = { key: path.join(folder, "key.pem"), cert: path.join(folder, "cert.pem") };
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  try {
    await promisify(execFile)("openssl", [
      "req",
      "-x509",
      ...curve,
      "-nodes",
      "-days",
      "2",
      ...named,
      "-keyout",
      files.key,
      "-out",
      files.cert,
    ]);
  } catch (error) {
    throw new Error("The tests behind TLS need the program openssl, from 1.1.1 on.", { cause: error });
  }
  return files;
}
