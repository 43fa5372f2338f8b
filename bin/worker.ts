import { loadEnv, readEnvFile } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { createStack } from "./supervisor/create-stack";
import { listenToSignals } from "./supervisor/listen-to-signals";
import { report } from "./supervisor/report";
import { startBackgroundJobs } from "./supervisor/start-background-jobs";

const say = (sentence: string) => console.log(sentence);
const stack = createStack(say);
listenToSignals(stack, say);

try {
  readEnvFile();
  const env = loadEnv();
  if (!env.databaseUrl)
    throw new AppError(
      "BAD_REQUEST",
      "The environment variable DATABASE_URL must name the database that this worker serves.",
    );
  await startBackgroundJobs(env.databaseUrl, env, stack);
  say("The worker takes jobs. Ctrl-C stops it.");
} catch (error) {
  report(error);
  await stack.stop(1);
}
