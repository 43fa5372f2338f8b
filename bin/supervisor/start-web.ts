import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnv, loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { Part } from "./create-stack";
import { projectRoot } from "./project-root";

const readyMsMax = 60_000;

/** Starts the web process in a group of its own, so that Ctrl-C reaches it through the supervisor alone. */
export function startWeb(port: number, isDev: boolean): Part & { untilReady(): Promise<void> } {
  const { trustedProxies, nextAuthUrl } = loadEnv();
  const flags = [...(isDev ? ["--dev"] : []), ...(nextAuthUrl.startsWith("https://") ? ["--https"] : [])];
  const child = fork(path.join(projectRoot, "bin/serve-next.mjs"), [String(port), String(trustedProxies), ...flags], {
    cwd: projectRoot,
    detached: true,
    execArgv: [],
    env: childEnv({ NODE_ENV: isDev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" }),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  return {
    name: "web server",
    stopMsMax: 3_500,
    exited,
    async stop() {
      child.kill("SIGTERM");
      const isLate = await Promise.race([exited.then(() => false), sleep(3_000, true, { ref: false })]);
      if (isLate) child.kill("SIGKILL");
      await exited;
    },
    untilReady: () => untilReady(`http://127.0.0.1:${port}/api/ready`, child),
  };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  let answer = "no answer";
  for (const end = Date.now() + readyMsMax; Date.now() < end; await sleep(50)) {
    // Its unexpected end is told by whoever supervises it.
    if (child.exitCode !== null || child.signalCode !== null) return;
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    if (response) answer = `${response.status} ${await response.text()}`;
  }
  throw new AppError("UNAVAILABLE", `The web server was not ready within a minute: ${answer.slice(0, 300)}`);
}
