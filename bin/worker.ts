import { startJobs } from "@/lib/jobs/start-jobs";
import { loadEnv, readEnvFile } from "@/lib/platform/env";
import { getLogger } from "@/lib/platform/logger";
import { createStack } from "./supervisor/create-stack";
import { listenToSignals } from "./supervisor/listen-to-signals";
import { report } from "./supervisor/report";
import { untilAnswering } from "./supervisor/until-answering";

/** Whether a supervisor started this process: it then reports to people, and its end closes the channel. */
const isSupervised = process.send !== undefined;
const say = (sentence: string) => {
  if (!isSupervised) console.log(sentence);
};
const stack = createStack(say);
if (isSupervised) {
  process.on("disconnect", () => process.exit(1));
  process.on("SIGTERM", () => void stack.stop(0));
} else {
  listenToSignals(stack, say);
}

try {
  readEnvFile();
  const env = loadEnv();
  const connectionString = await untilAnswering(env, "worker", say);
  await stack.add({
    name: "background jobs",
    stopMsMax: 3_000,
    start: () => startJobs({ connectionString, env, logger: getLogger() }),
  });
  say("The worker is running. Ctrl-C stops it.");
} catch (error) {
  if (!stack.isStopping()) {
    report(error);
    await stack.stop(1);
  }
}
