import type { Stack } from "./create-stack";
import { workerBundle } from "./ensure-build";
import { runChild } from "./run-child";

type Program = { program: string; execArgv: readonly string[] };

/** A batch of events outlives several collections of Node's usual 16 MB, each of which copies it. */
const memory = "--max-semi-space-size=32";

/** From the build: it starts a second and a half faster than from its sources. */
export const builtWorker: Program = { program: workerBundle, execArgv: [memory, "--enable-source-maps"] };

export const sourceWorker: Program = { program: "bin/worker.ts", execArgv: [memory, "--import", "tsx"] };

/** Keeps a process running that takes jobs: a batch of events being read never holds up what the supervisor has to do. */
export function startBackgroundJobs(stack: Stack, worker: Program): Promise<void> {
  return stack.add({
    name: "background jobs",
    stopMsMax: 3_500,
    start: async () => runChild({ ...worker, stopMsMax: 3_000 }),
  });
}
