// What npm start runs, but for the web server, which needs a build: run-without-web.ts <data folder>
import { createStack } from "@/bin/supervisor/create-stack";
import { listenToSignals } from "@/bin/supervisor/listen-to-signals";
import { sourceWorker, startBackgroundJobs } from "@/bin/supervisor/start-background-jobs";
import { startDatabase } from "@/bin/supervisor/start-database";
import { provideEnv } from "@/lib/platform/env";
import { localSecrets } from "@/lib/platform/local-secrets";

const say = (sentence: string) => console.log(sentence);
const stack = createStack(say);
listenToSignals(stack, say);
const env = provideEnv({ DATA_DIR: process.argv[2] ?? "", DATABASE_URL: "" });
const connectionString = await startDatabase(env, await localSecrets(env.dataDir), stack, say);
await startBackgroundJobs(stack, sourceWorker);
say(`started ${connectionString}`);
