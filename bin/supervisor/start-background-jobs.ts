import { startJobs } from "@/lib/jobs/start-jobs";
import type { Env } from "@/lib/platform/env";
import { getLogger } from "@/lib/platform/logger";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import { moveStoredObjects } from "@/prisma/move-stored-objects";
import type { Stack } from "./create-stack";

export async function startBackgroundJobs(connectionString: string, env: Env, stack: Stack): Promise<void> {
  // Before the first job reads or erases what rows name.
  await moveStoredObjects(connectionString, createDiskStorage(env.storageDir));
  const jobs = await startJobs({ connectionString, env, logger: getLogger() });
  stack.add({ name: "background jobs", stop: jobs.stop, stopMsMax: 3_000 });
}
