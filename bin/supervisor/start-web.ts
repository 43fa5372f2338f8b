import { setTimeout as sleep } from "node:timers/promises";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { Stack } from "./create-stack";
import { runChild } from "./run-child";

const readyMsMax = 60_000;

export type Web = {
  /**
   * Resolves once a probe is answered with success.
   * @throws AppError UNAVAILABLE with what was answered instead, after a minute.
   */
  until(probe: "health" | "ready"): Promise<void>;
};

/** Keeps the web process running. */
export async function startWeb(stack: Stack, { isDev }: { isDev: boolean }): Promise<Web> {
  const { port, trustedProxies, nextAuthUrl } = loadEnv();
  const flags = [...(isDev ? ["--dev"] : []), ...(nextAuthUrl.startsWith("https://") ? ["--https"] : [])];
  await stack.add({
    name: "web server",
    stopMsMax: 3_500,
    start: async () =>
      runChild({
        program: "bin/serve-next.mjs",
        args: [String(port), String(trustedProxies), ...flags],
        env: { NODE_ENV: isDev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" },
        stopMsMax: 3_000,
      }),
  });
  return { until: (probe) => untilSuccess(`http://127.0.0.1:${port}/api/${probe}`, stack) };
}

async function untilSuccess(url: string, stack: Stack): Promise<void> {
  let answer = "no answer";
  for (const end = Date.now() + readyMsMax; Date.now() < end; await sleep(50)) {
    if (stack.isStopping()) return;
    const response = await fetch(url, { signal: AbortSignal.timeout(readyMsMax) }).catch(() => undefined);
    if (response?.ok) return;
    if (response) answer = `${response.status} ${await response.text()}`;
  }
  throw new AppError("UNAVAILABLE", `The web server was not ready within a minute: ${answer.slice(0, 300)}`);
}
