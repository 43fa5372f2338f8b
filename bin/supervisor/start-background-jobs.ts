import { startJobs } from "@/lib/jobs/start-jobs";
import type { Env } from "@/lib/platform/env";
import { getLogger } from "@/lib/platform/logger";
import type { Stack } from "./create-stack";

export async function startBackgroundJobs(connectionString: string, env: Env, stack: Stack): Promise<void> {
  const jobs = await startJobs({ connectionString, env, logger: getLogger() });
  stack.add({ name: "background jobs", stop: jobs.stop, stopMsMax: 3_000 });
}
