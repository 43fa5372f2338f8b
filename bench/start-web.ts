import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnv } from "@/lib/platform/env";
import { freePort } from "@/test/free-port";
import { benchSecret } from "./tenants";

const root = path.join(import.meta.dirname, "..");

/** The web process as the application runs it, with no jobs beside it. */
export async function startWeb(databaseUrl: string, changes: Readonly<Record<string, string>> = {}) {
  const port = await freePort();
  // One trusted proxy, so that each sign-in may name an address of its own.
  const child = fork(path.join(root, "bin/serve-next.mjs"), [String(port), "1"], {
    cwd: root,
    execArgv: [],
    env: childEnv({
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      ELEVENLABS_WEBHOOK_SECRET: benchSecret,
      NEXTAUTH_SECRET: "bench-secret-bench-secret",
      NEXTAUTH_URL: `http://localhost:${port}`,
      ...changes,
    }),
  });
  while (!(await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined))) await sleep(50);
  return { port, child };
}

export async function killProcess(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
