import type { Stack } from "./create-stack";
import { runChild } from "./run-child";

/** A batch of events outlives several collections of Node's usual 16 MB, each of which copies it. */
const execArgv = ["--max-semi-space-size=32", "--import", "tsx"];

/** Keeps a process running that takes jobs: a batch of events being read never holds up what the supervisor has to do. */
export function startBackgroundJobs(stack: Stack): Promise<void> {
  return stack.add({
    name: "background jobs",
    stopMsMax: 3_500,
    start: async () => runChild({ program: "bin/worker.ts", execArgv, stopMsMax: 3_000 }),
  });
}
