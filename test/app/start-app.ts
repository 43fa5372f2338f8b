import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findProcesses } from "@/test/find-processes";
import { freePort } from "@/test/free-port";
import { type Program, startProgram } from "@/test/start-program";
import { startTlsProxy } from "@/test/start-tls-proxy";
import { sendBehindTls } from "./send-behind-tls";

export const appSecret = "wsec_app_test_0001";

/** Long enough for a build, should the sources have changed since the last one. */
const readyMsMax = 240_000;

export type App = {
  port: number;
  /** What a browser calls the site: that of the proxy in front of it, where there is one. */
  origin: string;
  dataDir: string;
  /** The process that is running now, or ran last. */
  program(): Program;
  /** Starts the whole application on the same port, database and folder as before. */
  start(): Promise<void>;
  /** Kills the supervisor outright; resolves when neither it nor any process of its is left. */
  crash(): Promise<void>;
  dispose(): Promise<void>;
};

/** Of a run behind a proxy that ends TLS, as vitest.config.ts says. */
const isBehindTls = process.env.TEST_BEHIND_TLS === "1";

/** The whole application as `npm start` runs it, over a given database, with no stand-in beside it. */
export async function createApp(databaseUrl: string, env: Record<string, string> = {}): Promise<App> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "callwright-app-"));
  const port = await freePort();
  const proxy = isBehindTls ? await startTlsProxy(port) : undefined;
  if (proxy) sendBehindTls(port, proxy.origin);
  const behindTls: Record<string, string> = proxy ? { NEXTAUTH_URL: proxy.origin, TRUSTED_PROXIES: "2" } : {};
  let program: Program | undefined;
  const running = () => {
    if (!program) throw new Error("The application was not started yet");
    return program;
  };
  const isAlive = () => program && program.child.exitCode === null && program.child.signalCode === null;
  const untilGone = async () => {
    for (const end = Date.now() + 10_000; findProcesses(`serve-next.mjs ${port}`).length > 0; await sleep(20)) {
      if (Date.now() > end) throw new Error("The web process outlived its supervisor by 10 s");
    }
  };

  return {
    port,
    origin: proxy?.origin ?? `http://localhost:${port}`,
    dataDir,
    program: running,
    async start() {
      program = startProgram("bin/start.ts", [], {
        env: {
          DATABASE_URL: databaseUrl,
          DEMO: "0",
          DATA_DIR: dataDir,
          STORAGE_DIR: "",
          PORT: String(port),
          // Nothing answers there: these tests play the provider themselves.
          ELEVENLABS_API_KEY: "xi_app_test",
          ELEVENLABS_BASE_URL: "http://127.0.0.1:9",
          ELEVENLABS_WEBHOOK_SECRET: appSecret,
          SMTP_URL: "smtp://127.0.0.1:9",
          LOG_LEVEL: "silent",
          TRUSTED_PROXIES: "1",
          ...env,
          ...behindTls,
        },
      });
      await program.prints(/Ctrl-C stops it/, readyMsMax);
    },
    async crash() {
      running().child.kill("SIGKILL");
      await running().ends();
      await untilGone();
    },
    async dispose() {
      if (isAlive()) {
        running().child.kill("SIGTERM");
        await running().ends();
      }
      await untilGone();
      await proxy?.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
