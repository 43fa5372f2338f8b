import type { Stack } from "./create-stack";
import { runChild } from "./run-child";

/** Keeps a process running that takes jobs: a batch of events being read never holds up what the supervisor has to do. */
export function startBackgroundJobs(stack: Stack): Promise<void> {
  return stack.add({
    name: "background jobs",
    stopMsMax: 3_500,
    start: async () => runChild({ program: "bin/worker.ts", execArgv: ["--import", "tsx"], stopMsMax: 3_000 }),
  });
}
