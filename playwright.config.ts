import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { demoPassword } from "./e2e/demo-accounts";
import { trustCertificate } from "./e2e/trust-certificate";

// scripts/test-e2e.ts gives each run its own; without it a server and its data are kept between runs, which is quicker.
const port = process.env.E2E_PORT ?? "47230";
const dataDir = process.env.E2E_DATA_DIR ?? path.join(tmpdir(), "callwright-e2e-kept");
const json = process.env.E2E_JSON_FILE;
// Of a run behind a proxy that ends TLS.
const { E2E_TLS_PORT: tlsPort, E2E_TLS_KEY: tlsKey = "", E2E_TLS_CERT: tlsCert = "" } = process.env;
const site = tlsPort ? `https://localhost:${tlsPort}` : `http://localhost:${port}`;

const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const quiet = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  // Far more than any of them takes, so that none fails because the machine is busy.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [["list"], ...(json ? [["json", { outputFile: json }] as const] : [])],
  use: {
    baseURL: site,
    // A trace films every test, which takes a third of the machine: ask for one with --trace on.
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [...asRoot, ...quiet, ...(tlsPort ? [trustCertificate(tlsCert)] : [])],
    },
  },
  projects: [{ name: "chromium", use: { ...devices["Desktop Chrome"] } }],
  webServer: [
    {
      command: "node --import tsx bin/start.ts",
      url: `http://localhost:${port}/api/ready`,
      timeout: 300_000,
      reuseExistingServer: process.env.E2E_PORT === undefined,
      stdout: "pipe",
      gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
      env: {
        NODE_ENV: "production",
        PORT: port,
        DATA_DIR: dataDir,
        DEMO: "1",
        // So that each browser may have a network address of its own.
        TRUSTED_PROXIES: tlsPort ? "2" : "1",
        DEMO_PASSWORD: demoPassword,
        LOG_LEVEL: "warn",
        NEXTAUTH_URL: site,
        ELEVENLABS_API_KEY: "",
        SMTP_URL: "",
      },
    },
    ...(tlsPort
      ? [
          {
            command: `node --import tsx scripts/serve-tls-proxy.ts ${port} ${tlsPort} "${tlsKey}" "${tlsCert}"`,
            url: `${site}/api/health`,
            gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 } as const,
          },
        ]
      : []),
  ],
});
