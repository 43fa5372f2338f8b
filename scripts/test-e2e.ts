import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { behindTls as behindTlsTag } from "@/e2e/behind-tls";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { demoCopy } from "@/test/demo-copy";
import { freePort } from "@/test/free-port";
import { makeCertificate } from "@/test/make-certificate";
import { findBrowser } from "./find-browser";

const browser = findBrowser();
if (!browser) {
  console.error(
    "The browser tests need Chromium and it could not be installed: install it and set CHROMIUM_PATH to its program.",
  );
  process.exit(1);
}

const given = process.argv.slice(2);
const isBehindTls = given[0] === "--tls";
const asked = isBehindTls ? given.slice(1) : given;
const specs = isBehindTls && asked.length === 0 ? ["--grep", behindTlsTag] : asked;

const certificateDir = mkdtempSync(path.join(tmpdir(), "callwright-certificate-"));
const behindTls = isBehindTls ? await prepareTls() : {};

// The server's user must be able to enter it when root runs the tests.
const dataDir = mkdtempSync(path.join(tmpdir(), "callwright-e2e-"));
chmodSync(dataDir, 0o755);
// An external server gets a database for this run only.
// With its owners: the database server does not run as root.
if (demoCopy && existsSync(demoCopy)) execFileSync("cp", ["-a", `${demoCopy}/.`, dataDir]);
const database = process.env.DATABASE_URL ? await createScratchDatabase(process.env.DATABASE_URL) : undefined;
const { status } = spawnSync("npx", ["playwright", "test", ...specs], {
  stdio: "inherit",
  env: {
    ...process.env,
    CHROMIUM_PATH: browser,
    E2E_DATA_DIR: dataDir,
    E2E_PORT: String(await freePort()),
    ...behindTls,
    DATABASE_URL: database?.connectionString ?? "",
  },
});
await database?.drop();
for (const folder of [dataDir, certificateDir]) rmSync(folder, { recursive: true, force: true });
process.exit(status ?? 1);

/** The browser trusts the certificate as playwright.config.ts says, and Node by its own variable. */
async function prepareTls() {
  const { key, cert } = await makeCertificate(certificateDir);
  return { E2E_TLS_PORT: String(await freePort()), E2E_TLS_KEY: key, E2E_TLS_CERT: cert, NODE_EXTRA_CA_CERTS: cert };
}
